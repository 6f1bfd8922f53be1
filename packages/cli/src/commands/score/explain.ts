import type { Command } from 'commander';
import { collectResourceRequests, hasErrors, isJsonObject } from '@tutti/score';
import { serviceOf } from '@tutti/planner';
import { addScoreOptions, readScoreFiles } from '../../files/ScoreOptions';
import type { ScoreOptions } from '../../files/ScoreOptions';
import { outputOption } from '../../output/OutputFormat';
import type { OutputFormat } from '../../output/OutputFormat';
import { problemLines } from '../../output/problemLines';
import { writeResult } from '../../output/writeResult';
import { exitCodes } from '../../program/exitCodes';
import type { Terminal } from '../../program/Terminal';

/** Adds `tutti score explain`: what a set of Score files asks for, and what is shared among them. */
export function addExplainCommand(parent: Command, terminal: Terminal): void {
  addScoreOptions(
    parent.command('explain').argument('<files...>', 'Score files; - is standard input'),
  )
    .description('show the resources that Score files ask for, and who shares them')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Examples:
  tutti score explain score.yaml
  tutti score explain */score.yaml --output yaml`,
    )
    .action((files: string[], options: ScoreOptions & { output: OutputFormat }) => {
      const read = readScoreFiles(files, options);
      const workloads = Object.fromEntries(
        read.files.map(({ workload }) => [workload.metadata.name, workload]),
      );
      const collected = collectResourceRequests(workloads);
      const problems = [...read.problems, ...collected.problems];
      if (hasErrors(problems)) {
        problemLines(problems).forEach(line => terminal.note(line));
        terminal.end(exitCodes.no);
        return;
      }
      problemLines(problems).forEach(line => terminal.note(line));
      const services = read.files.map(({ workload }) => ({
        workload: workload.metadata.name,
        service: serviceOf(workload),
      }));
      const resources = collected.requests.map(request => ({
        uid: request.uid,
        type: request.type,
        class: request.class,
        id: request.id,
        shared: request.shared,
        params: request.params ?? {},
        usedBy: request.usedBy.map(({ workload, key }) => `${workload}.${key}`),
      }));
      writeResult(terminal, options.output, { workloads: services, resources }, () => [
        {
          columns: ['WORKLOAD', 'SERVICE', 'PORTS'],
          rows: services.map(({ workload, service }) => [
            workload,
            isJsonObject(service.ports) && Object.keys(service.ports).length > 0
              ? String(service.name)
              : '-',
            Object.keys(isJsonObject(service.ports) ? service.ports : {}).join(', ') || '-',
          ]),
        },
        '',
        {
          columns: ['RESOURCE', 'CLASS', 'ID', 'SHARED', 'ASKED FOR BY'],
          rows: resources.map(each => [
            each.type,
            each.class,
            each.id,
            each.shared ? 'yes' : 'no',
            each.usedBy.join(', '),
          ]),
        },
      ]);
    });
}
