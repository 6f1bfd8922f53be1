import { readFileSync } from 'node:fs';
import path from 'node:path';
import { METRICS } from '.';

const page = readFileSync(path.resolve(__dirname, '../../../../docs/observability.md'), 'utf8');

/** What Prometheus calls a metric. */
const prometheusNames = Object.values(METRICS).flatMap(({ name, kind }) => {
  const base = name.replaceAll('.', '_');
  const suffixes = { counter: ['_total'], gauge: [''], histogram: ['_bucket', '_sum', '_count'] };
  return suffixes[kind].map(suffix => `${base}${suffix}`);
});

describe('the page about observability', () => {
  it('lists every metric with its kind and attributes, and no other', () => {
    const rows = page.split('\n').filter(line => line.startsWith('| `platform_orchestrator.'));
    const listed = rows
      .map(row => row.split('|').map(cell => cell.trim()))
      .filter(([, , kind]) => ['counter', 'gauge', 'histogram'].includes(kind))
      .map(([, name, kind, attributes, description]) => [
        ...[name.replaceAll('`', ''), kind],
        ...[[...attributes.matchAll(/`(\w+)`/g)].map(([, each]) => each), description],
      ]);
    expect(listed).toEqual(
      Object.values(METRICS).map(({ name, kind, attributes, description }) => [
        ...[name, kind, [...attributes], description],
      ]),
    );
  });

  it('alerts on metrics that there are', () => {
    const asked = page.match(/platform_orchestrator_\w+/g) ?? [];
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(name => !prometheusNames.includes(name))).toEqual([]);
  });
});
