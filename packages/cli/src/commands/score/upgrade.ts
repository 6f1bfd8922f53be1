import fs from 'node:fs';
import type { Command } from 'commander';
import { hasErrors, readScore } from '@tutti/score';
import { STANDARD_INPUT, readText } from '../../files/readBytes';
import { upgradeText } from '../../files/upgradeText';
import { problemLines } from '../../output/problemLines';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';
import { UsageError } from '../../program/UsageError';

/** Adds `tutti score upgrade`: rewrites deprecated forms and leaves everything else as it is, comments included. */
export function addUpgradeCommand(parent: Command, terminal: Terminal): void {
  parent
    .command('upgrade')
    .argument('<file>', 'Score file; - is standard input')
    .description('write a Score file with deprecated forms brought up to date')
    .option('-w, --write', 'write the file in place of standard output')
    .addHelpText(
      'after',
      `
Examples:
  tutti score upgrade score.yaml > upgraded.yaml
  tutti score upgrade score.yaml --write`,
    )
    .action((file: string, options: { write?: boolean }) => {
      if (options.write && file === STANDARD_INPUT) {
        throw new UsageError(
          'Standard input cannot be written; name a file, or leave --write out.',
        );
      }
      const text = readText(file);
      const { files, problems } = readScore(text, { source: file });
      if (hasErrors(problems)) {
        problemLines(problems).forEach(line => terminal.note(line));
        terminal.end(exitCodes.no);
        return;
      }
      const upgraded = upgradeText(text, files);
      for (const change of files.flatMap(each => each.changes)) {
        terminal.note(change);
      }
      if (!options.write) {
        terminal.write(upgraded);
      } else if (upgraded !== text) {
        fs.writeFileSync(file, upgraded);
      }
    });
}
