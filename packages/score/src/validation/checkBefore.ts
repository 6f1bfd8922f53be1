import { orderInLayers } from '../graph/orderInLayers';
import type { JsonValue } from '../json/JsonValue';
import { appendPointer } from '../json/jsonPointer';
import { didYouMean } from '../problems/didYouMean';
import type { Finding } from '../problems/Finding';
import { quote } from '../problems/quote';
import { entriesAt } from './entriesAt';

/** As many names of a cycle as a message shows. */
const LONGEST_CYCLE = 10;

/** The `before` entries of containers name other containers of the workload, and never in a circle. */
export function checkBefore(document: JsonValue): Finding[] {
  const containers = entriesAt({ value: document, pointer: '' }, 'containers');
  const names = containers.map(container => container.name);
  const known = new Set(names);
  const findings: Finding[] = [];
  const startBefore = new Map<string, string[]>();

  for (const container of containers) {
    const others: string[] = [];
    for (const entry of entriesAt(container, 'before')) {
      if (entry.name === container.name) {
        findings.push({
          severity: 'error',
          code: 'before',
          message: `The container ${quote(container.name)} has a self-referencing before entry.`,
          pointer: entry.pointer,
          hint: 'Name another container, or remove the entry.',
        });
      } else if (!known.has(entry.name)) {
        findings.push({
          severity: 'error',
          code: 'before',
          message: `The container ${quote(container.name)} before refers to unknown container ${quote(entry.name)}.`,
          pointer: entry.pointer,
          hint: didYouMean(entry.name, names) ?? `The containers are ${names.join(', ')}.`,
        });
      } else {
        others.push(entry.name);
      }
    }
    startBefore.set(container.name, others);
  }

  for (const cycle of orderInLayers(startBefore).cycles) {
    findings.push({
      severity: 'error',
      code: 'before',
      message: `The containers before relationships contain a cycle: ${describeCycle(cycle)}.`,
      pointer: appendPointer('/containers', cycle[0], 'before', cycle[1]),
      hint: 'Remove one of the entries.',
    });
  }
  return findings;
}

function describeCycle(cycle: string[]): string {
  const shown = cycle.slice(0, LONGEST_CYCLE).map(quote);
  const rest = cycle.length > LONGEST_CYCLE ? ['…'] : [];
  return [...shown, ...rest, quote(cycle[0])].join(' before ');
}
