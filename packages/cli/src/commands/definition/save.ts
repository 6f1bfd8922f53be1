import type { Command } from 'commander';
import { hasErrors } from '@tutti/score';
import { splitManifests } from '../../files/splitManifests';
import { problemLines } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';
import { addConfirmOption } from '../../server/confirmOption';
import type { ConfirmOptions } from '../../server/confirmOption';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';
import { makeConfirmed } from '../../server/makeConfirmed';
import { saveManifest } from '../../server/saveManifest';
import type { SavedManifest } from '../../server/saveManifest';

/** Adds `tutti definition save`: manifests one after the other, types first; the first refusal ends it. */
export function addSaveCommand(parent: Command, terminal: Terminal): void {
  const command = parent.command('save').argument('<paths...>', 'files and folders of manifests');
  addConfirmOption(addServerOptions(command))
    .description('save definitions, types and tests on a server; changed content is a new version')
    .addHelpText(
      'after',
      `
Examples:
  tutti definition impact postgres.yaml
  tutti definition save postgres.yaml`,
    )
    .action((paths: string[], options: ServerOptions & ConfirmOptions) =>
      save(paths, options, terminal),
    );
}

async function save(
  paths: string[],
  options: ServerOptions & ConfirmOptions,
  terminal: Terminal,
): Promise<void> {
  const { manifests, problems } = splitManifests(paths);
  problemLines(problems).forEach(line => terminal.note(line));
  if (hasErrors(problems)) {
    terminal.note('Nothing was saved.');
    terminal.end(exitCodes.no);
    return;
  }
  const client = connect(options, terminal);
  const saved: SavedManifest[] = [];
  for (const manifest of manifests) {
    const { kind, name, file, line } = manifest;
    try {
      saved.push(
        await makeConfirmed(client, options, terminal, confirmed =>
          saveManifest(client, manifest, confirmed),
        ),
      );
    } catch (error) {
      terminal.note(`The ${kind} "${name}" was refused; it begins at line ${line} of ${file}.`);
      terminal.note(
        saved.length === 0
          ? 'Nothing was saved.'
          : `Saved before it: ${saved.map(each => each.name).join(', ')}.`,
      );
      throw error;
    }
  }
  writeResult(terminal, options.output, saved, () => [
    {
      columns: ['KIND', 'NAME', 'VERSION', 'STATUS'],
      rows: saved.map(({ kind, name, version, status }) => [
        ...[kind, name],
        ...[version === undefined ? '-' : String(version), status ?? '-'],
      ]),
    },
  ]);
}
