import { Option } from 'commander';
import type { Command } from 'commander';
import type { ResolveResourceRequest } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { resourceTable } from './resourceTable';

type ResolveOptions = ServerOptions & { as: ResolveResourceRequest['presence']; reason: string };

/** Adds `tutti resource resolve`: a person's word where no driver could tell whether something exists. */
export function addResolveCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(parent.command('resolve').argument('<uid>', 'uid of the active resource'))
    .description('say whether a resource exists of which no driver could tell')
    .addOption(
      new Option('--as <presence>', 'what is true of it')
        .choices(['present', 'absent'])
        .makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'what shows it; kept with the decision')
    .addHelpText(
      'after',
      `
Examples:
  tutti resource list --application shop --environment production
  tutti resource resolve 0199… --as absent --reason "Not in the console any more"`,
    )
    .action(async (uid: string, options: ResolveOptions) => {
      const resource = await connect(options, terminal).resolveResource(uid, {
        presence: options.as,
        reason: options.reason,
      });
      writeResult(terminal, options.output, resource, () => resourceTable([resource]));
    });
}
