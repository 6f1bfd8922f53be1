import type { Command } from 'commander';
import { hasErrors } from '@tutti/score';
import { addScoreOptions, readScoreFiles } from '../../files/ScoreOptions';
import type { ScoreOptions } from '../../files/ScoreOptions';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { count, problemLines } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';

/** Adds `tutti score validate`: checks Score files against the specification and beyond it. */
export function addValidateCommand(parent: Command, terminal: Terminal): void {
  addScoreOptions(
    parent.command('validate').argument('<files...>', 'Score files; - is standard input'),
  )
    .description('check Score files: the schema, placeholders, containers')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Examples:
  tutti score validate score.yaml
  tutti score validate */score.yaml --output json
  tutti score validate score.yaml --image main=registry.example/shop:1.4.0`,
    )
    .action((files: string[], options: ScoreOptions & { output: OutputFormat }) => {
      const read = readScoreFiles(files, options);
      const valid = !hasErrors(read.problems);
      const workloads = read.files.map(each => ({
        workload: each.workload.metadata.name,
        file: each.file,
        changes: each.changes,
      }));
      writeResult(terminal, options.output, { valid, workloads, problems: read.problems }, () => [
        ...problemLines(read.problems),
        ...(workloads.length > 0
          ? [
              {
                columns: ['WORKLOAD', 'FILE'],
                rows: workloads.map(({ workload, file }) => [workload, file]),
              },
            ]
          : []),
      ]);
      for (const { file, changes } of workloads.filter(each => each.changes.length > 0)) {
        terminal.note(
          `${file} has ${count(changes.length, 'deprecated form')}; "tutti score upgrade" writes the present ones.`,
        );
      }
      terminal.end(valid ? exitCodes.ok : exitCodes.no);
    });
}
