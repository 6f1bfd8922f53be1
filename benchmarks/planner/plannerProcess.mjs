// Runs in a process of its own: does what its parent asks for, and tells how long it took.

import { planArguments } from './planArguments.mjs';
import {
  buildSnapshot,
  checkManifests,
  drivers,
  plan,
  planHasErrors,
  readManifests,
} from './planner.mjs';
import { ledgerAfter } from './ledgerAfter.mjs';
import { registryFiles } from './registryManifests.mjs';

const prepared = new Map();

const tasks = {
  /** One plan. `registry: 'new'` hands over a snapshot that has not been seen before, as after a change to the registry. */
  plan({ shape, definitions, nodes, ledger = 'empty', registry = 'known' }) {
    const args = argumentsOf({ shape, definitions, nodes, ledger });
    const given = registry === 'new' ? { ...args, registry: { ...args.registry } } : args;
    const { result, milliseconds, cpu } = timed(() => plan(given));
    return { milliseconds, cpu, ...summary(result) };
  },
  /** The nodes of a graph, for another tool to plan. */
  graph({ shape, definitions, nodes }) {
    const { nodes: planned } = plan(argumentsOf({ shape, definitions, nodes, ledger: 'empty' }));
    return planned.map(({ node, dependsOn, inputs }) => ({ node, dependsOn, inputs }));
  },
  /** What happens when a registry is saved: reading the files, checking all against each other, making the snapshot. */
  save({ definitions }) {
    const files = registryFiles(definitions);
    const read = timed(() =>
      files.flatMap((text, index) => readManifests(text, { source: `${index}.yaml` }).manifests),
    );
    const check = timed(() => checkManifests(read.result, { drivers }));
    const snapshot = timed(() => buildSnapshot(read.result));
    return {
      read: read.cpu,
      check: check.cpu,
      snapshot: snapshot.cpu,
      manifests: read.result.length,
      problems: check.result.problems.length,
    };
  },
};

function argumentsOf({ ledger, ...graph }) {
  const key = JSON.stringify({ ...graph, ledger });
  if (!prepared.has(key)) {
    prepared.set(key, ledger === 'empty' ? planArguments(graph) : deployedBefore(graph, ledger));
  }
  return prepared.get(key);
}

/** The same workloads once more: nothing has changed, or every node was made with other inputs. */
function deployedBefore(graph, ledger) {
  const first = argumentsOf({ ...graph, ledger: 'empty' });
  const made = plan(first);
  const rows = ledgerAfter(made);
  const changed = rows.map(row => ({ ...row, inputs: { ...row.inputs, host: 'before' } }));
  return { ...first, base: made.set, ledger: ledger === 'changed' ? changed : rows };
}

function summary(result) {
  const actions = {};
  for (const { action } of result.nodes) {
    actions[action] = (actions[action] ?? 0) + 1;
  }
  return { nodes: result.nodes.length, actions, hasErrors: planHasErrors(result) };
}

/** Milliseconds by the clock, and those that the processor spent, in which other work on the machine does not count. */
function timed(work) {
  const since = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: performance.now() - since, cpu: (user + system) / 1000 };
}

// The compiler of TypeScript sends messages of its own.
process.on('message', ({ task, ...options }) => process.send({ answer: tasks[task](options) }));
