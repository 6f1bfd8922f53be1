import type { Command } from 'commander';
import { formatProblem } from '@tutti/score';
import { buildSnapshot, runDefinitionTests } from '@tutti/planner';
import type { DefinitionTestResult, Manifest } from '@tutti/planner';
import { addDriverOptions } from '../../drivers/driverOptions';
import type { DriverOptions } from '../../drivers/driverOptions';
import { readDrivers } from '../../drivers/readDrivers';
import { checkManifestFiles } from '../../files/checkManifestFiles';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { count, problemLines } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import type { TableOutput } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';

type TestManifest = Extract<Manifest, { kind: 'DefinitionTest' }>;

/** Adds `tutti definition test`: runs the `DefinitionTest` manifests of files and folders. */
export function addTestCommand(parent: Command, terminal: Terminal): void {
  const command = parent
    .command('test')
    .argument('<paths...>', 'files and folders; together they must hold all that is registered')
    .description('run the tests of definitions')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Examples:
  tutti definition test platform/
  tutti definition test platform/ --output json`,
    )
    .action((paths: string[], options: DriverOptions & { output: OutputFormat }) => {
      const drivers = readDrivers(options);
      const { manifests, problems, valid } = checkManifestFiles(paths, drivers);
      problemLines(problems).forEach(line => terminal.note(line));
      if (!valid) {
        terminal.note(
          'The tests were not run, because the registry would not take these manifests.',
        );
        terminal.end(exitCodes.no);
        return;
      }
      const tests = manifests.filter(each => each.kind === 'DefinitionTest');
      const results = runDefinitionTests(
        tests.map(each => each.spec),
        buildSnapshot(manifests),
        drivers,
      );
      writeResult(terminal, options.output, results, () => tableOf(results, tests));
      const failed = results.filter(each => !each.passed).length;
      terminal.note(`${count(results.length, 'test')}, ${failed} failed.`);
      terminal.end(failed === 0 ? exitCodes.ok : exitCodes.no);
    });
  addDriverOptions(command);
}

function tableOf(
  results: readonly DefinitionTestResult[],
  tests: readonly TestManifest[],
): TableOutput {
  const byName = new Map(tests.map(test => [test.name, test]));
  const failures = results.flatMap(result => {
    const document = byName.get(result.test)!.document;
    return result.failures.map(({ pointer, message, hint }) =>
      formatProblem({
        severity: 'error',
        code: 'definition-test',
        message,
        source: document.source,
        ...document.locate(pointer),
        pointer,
        ...(hint && { hint }),
      }),
    );
  });
  const rows = results.map(({ test, passed, match }) => [
    test,
    passed ? 'passed' : 'failed',
    match?.winner?.definition ?? '-',
  ]);
  return [
    { columns: ['TEST', 'RESULT', 'DEFINITION'], rows },
    ...(failures.length > 0 ? ['', ...failures] : []),
  ];
}
