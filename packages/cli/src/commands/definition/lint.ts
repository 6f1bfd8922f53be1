import type { Command } from 'commander';
import { addDriverOptions } from '../../drivers/driverOptions';
import type { DriverOptions } from '../../drivers/driverOptions';
import { readDrivers } from '../../drivers/readDrivers';
import { checkManifestFiles } from '../../files/checkManifestFiles';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { count, problemLines } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';

/** Adds `tutti definition lint`: all checks that a registry makes before it takes manifests. */
export function addLintCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('lint')
    .argument('<paths...>', 'files and folders; together they must hold all that is registered')
    .description('check manifests as the registry does before it takes them')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Examples:
  tutti definition lint platform/
  tutti definition lint platform/ team/ --drivers drivers.json --output json`,
    )
    .action((paths: string[], options: DriverOptions & { output: OutputFormat }) => {
      const checked = checkManifestFiles(paths, readDrivers(options));
      const { files, manifests, problems, valid } = checked;
      const data = { valid, files: files.length, manifests: manifests.length, problems };
      writeResult(terminal, options.output, data, () => problemLines(problems));
      terminal.note(
        `${count(manifests.length, 'manifest')} in ${count(files.length, 'file')}, ${count(problems.length, 'problem')}.`,
      );
      terminal.end(valid ? exitCodes.ok : exitCodes.no);
    });
  addDriverOptions(command);
}
