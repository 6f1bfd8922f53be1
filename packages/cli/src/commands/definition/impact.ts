import type { Command } from 'commander';
import type {
  EnvironmentImpact,
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { findManifestFiles } from '../../files/readManifestFiles';
import { readText } from '../../files/readBytes';
import { count } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import type { TableOutput } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';
import { UsageError } from '../../program/UsageError';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { waitForImpact } from '../../server/waitForImpact';
import { collectVersionReferences, readVersionReference } from './versionReference';
import type { VersionReference } from './versionReference';

interface ImpactOptions extends ServerOptions {
  source?: string;
  promote?: VersionReference[];
  rollout?: VersionReference;
  remove?: string[];
  allowNotEvaluated?: boolean;
}

/** Adds `tutti definition impact`: what a change would do to everything that runs, before it is made. */
export function addImpactCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(
    parent.command('impact').argument('[paths...]', 'files and folders of manifests'),
  )
    .description('show what a change would do to every environment, without making it')
    .option('--source <name>', 'the files are all of this source; what else it declares would go')
    .option(
      '--promote <version>',
      'a version that would become the default; repeat for more',
      collectVersionReferences,
    )
    .option(
      '--rollout <version>',
      'a version that would be rolled out, with what it is brought to',
      readVersionReference,
    )
    .option('--remove <names...>', 'definitions that would be deleted')
    .option('--allow-not-evaluated', 'end with 0 also where an environment cannot be evaluated')
    .addHelpText(
      'after',
      `
Ends with 1 when something would be replaced, destroyed, orphaned or blocked, and when an environment could not be
evaluated.

Examples:
  tutti definition impact platform/ --source platform
  tutti definition impact --promote postgres-production@4`,
    )
    .action((paths: string[], options: ImpactOptions) => impact(paths, options, terminal));
}

async function impact(paths: string[], options: ImpactOptions, terminal: Terminal): Promise<void> {
  const client = connect(options, terminal);
  const report = await waitForImpact(client, await client.askImpact(changeOf(paths, options)));
  const { summary, environments = [] } = report;
  writeResult(terminal, options.output, report, () => tableOf(environments));
  const notEvaluated = summary?.notEvaluated ?? 0;
  const destructive = summary?.destructive ?? 0;
  terminal.note(summaryLine(report));
  terminal.end(
    destructive > 0 || (notEvaluated > 0 && !options.allowNotEvaluated)
      ? exitCodes.no
      : exitCodes.ok,
  );
}

function changeOf(paths: string[], options: ImpactOptions): ImpactChange {
  const { source, promote, rollout, remove } = options;
  const files = paths.length > 0 ? findManifestFiles(paths) : [];
  if (files.length === 0 && !promote && !rollout && !remove) {
    throw new UsageError('Say what would change: files, --promote, --rollout or --remove.');
  }
  return {
    ...(files.length > 0 && {
      files: files.map(name => ({ name, content: readText(name) })),
    }),
    ...(source !== undefined && { source }),
    ...(promote && { promote }),
    ...(rollout && { rollout }),
    ...(remove && { remove: remove.map(name => ({ kind: 'ResourceDefinition' as const, name })) }),
  };
}

function tableOf(environments: readonly EnvironmentImpact[]): TableOutput {
  const nodes = environments.flatMap(({ application, environment, nodes: all }) =>
    all.map(each => [
      `${application}/${environment}`,
      each.node,
      each.actionBefore ?? '-',
      each.action ?? 'no longer made',
      each.destructive ? 'yes' : 'no',
      each.reason,
    ]),
  );
  return [
    {
      columns: ['ENVIRONMENT', 'TYPE', 'RESULT', 'ROLLOUTS', 'REASON'],
      rows: environments.map(each => [
        ...[`${each.application}/${each.environment}`, each.environmentType, each.result],
        ...[rolloutWords(each), each.reason],
      ]),
    },
    ...(nodes.length > 0
      ? [
          '',
          {
            columns: ['ENVIRONMENT', 'NODE', 'NOW', 'AFTER', 'DESTRUCTIVE', 'REASON'],
            rows: nodes,
          },
        ]
      : []),
  ];
}

/** Versions that rollouts under way have brought there, and those that they will bring. */
function rolloutWords({ rollouts = [] }: EnvironmentImpact): string {
  const words = rollouts.map(
    ({ definition, version, hasArrived }) =>
      `${definition}@${version} ${hasArrived ? 'arrived' : 'to come'}`,
  );
  return words.join(', ') || '-';
}

function summaryLine({ uid, summary }: ImpactReport): string {
  const { affected = 0, unaffected = 0, notEvaluated = 0, destructive = 0 } = summary ?? {};
  return (
    `${count(affected, 'environment')} affected, ${unaffected} unaffected, ${notEvaluated} not evaluated; ` +
    `${count(destructive, 'node')} would lose something. Report ${uid}.`
  );
}
