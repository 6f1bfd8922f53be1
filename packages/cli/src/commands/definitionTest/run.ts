import type { Command } from 'commander';
import { findManifestFiles } from '../../files/readManifestFiles';
import { readText } from '../../files/readBytes';
import { count } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';
import { addServerOptions, connect } from '../../server/connect';
import type { ServerOptions } from '../../server/connect';

/** Adds `tutti definition-test run`: the tests of a server, against what is in force or what files would leave. */
export function addRunCommand(parent: Command, terminal: Terminal): void {
  addServerOptions(
    parent
      .command('run')
      .argument('[paths...]', 'files and folders of manifests that would change'),
  )
    .description('run the tests of a server, against what is in force or what files would leave')
    .addHelpText(
      'after',
      `
Examples:
  tutti definition-test run
  tutti definition-test run postgres.yaml`,
    )
    .action(async (paths: string[], options: ServerOptions) => {
      const files = paths.length > 0 ? findManifestFiles(paths) : [];
      const { items } = await connect(options, terminal).runDefinitionTests(
        files.length > 0
          ? { change: { files: files.map(name => ({ name, content: readText(name) })) } }
          : {},
      );
      const failures = items.flatMap(({ test, failures: own }) =>
        own.map(({ pointer, message, hint }) => [test, pointer, message, hint].filter(Boolean)),
      );
      writeResult(terminal, options.output, items, () => [
        {
          columns: ['TEST', 'RESULT', 'DEFINITION'],
          rows: items.map(({ test, passed, match }) => [
            ...[test, passed ? 'passed' : 'failed'],
            match?.winner?.definition ?? '-',
          ]),
        },
        ...failures.map(parts => parts.join(' ')),
      ]);
      const failed = items.filter(each => !each.passed).length;
      terminal.note(`${count(items.length, 'test')}, ${failed} failed.`);
      terminal.end(failed === 0 ? exitCodes.ok : exitCodes.no);
    });
}
