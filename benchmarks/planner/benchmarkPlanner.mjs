import os from 'node:os';
import { bold, dim } from '../../scripts/lib/progress.mjs';
import { graphShapes } from './graphShapes.mjs';
import { findTerraform, prepareTerraform } from './measureTerraform.mjs';
import { startPlanner } from './startPlanner.mjs';

/** Each takes many seconds. */
const TERRAFORM_ROUNDS = 2;

const SHAPES = Object.keys(graphShapes);
/** Where many workloads ask for the same: the shape that is most like an environment. */
const USUAL = SHAPES.at(-1);

/**
 * Matches, expands and plans graphs of several shapes with a large registry, beside `terraform plan` of the same graph;
 * then how the time grows with nodes and definitions, plans against a ledger, and saving the registry. Prints times and
 * ratios.
 *
 * @returns false when a plan is not as it should be: it has errors, or other actions than the case asks for
 */
export async function benchmarkPlanner(toolchain, { definitions, nodes, rounds }) {
  const size = { definitions, nodes };
  console.log(
    `\n${bold(`${definitions} definitions, graphs of ${nodes} nodes: match, expand, plan`)}\n`,
  );
  console.log(
    dim(`  ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)} at the start\n`),
  );
  const first = await firstPlan(toolchain, size);
  line(
    'The first plan of a process',
    ms(first.milliseconds),
    `code is not compiled yet; ${ms(first.cpu)} of processor time`,
  );
  const planner = startPlanner(toolchain);
  try {
    const results = [
      await compareShapes(planner, size, rounds),
      await growWithNodes(planner, size, rounds),
      await growWithDefinitions(planner, size, rounds),
      await planAgain(planner, size, rounds),
    ];
    await saveRegistry(planner, definitions, rounds);
    console.log(dim(`\n  load ${os.loadavg()[0].toFixed(1)} at the end`));
    return isAll(first, 'create') && results.every(isFine => isFine);
  } finally {
    planner.stop();
  }
}

async function firstPlan(toolchain, size) {
  const planner = startPlanner(toolchain);
  try {
    return await planner.ask('plan', { shape: USUAL, ...size });
  } finally {
    planner.stop();
  }
}

/** Each shape with a registry that is new to the planner, with one that it knows, and by Terraform, in turns. */
async function compareShapes(planner, size, rounds) {
  const program = findTerraform();
  heading([
    'the quickest of the rounds',
    'nodes',
    'new registry',
    'known',
    program ? `${program} plan` : '',
    'ratio',
  ]);
  const start = program && terraformStart(program);
  let isFine = true;
  for (const shape of SHAPES) {
    const terraform =
      program && prepareTerraform(program, await planner.ask('graph', { shape, ...size }));
    const times = { new: [], known: [], terraform: [] };
    let last;
    for (let round = 0; round < rounds; round++) {
      for (const registry of ['new', 'known']) {
        last = await planner.ask('plan', { shape, ...size, registry });
        times[registry].push(last.milliseconds);
      }
      if (terraform && round < TERRAFORM_ROUNDS) {
        const { milliseconds, created } = terraform.plan();
        times.terraform.push(milliseconds);
        isFine = created === last.nodes && isFine;
      }
    }
    terraform?.remove();
    isFine = isFine && isAll(last, 'create');
    const own = program && Math.min(...times.terraform) - start;
    row([
      shape,
      String(last.nodes),
      ms(Math.min(...times.new)),
      ms(Math.min(...times.known)),
      program ? ms(Math.min(...times.terraform)) : '',
      program ? `${(own / Math.min(...times.new)).toFixed(1)}x` : '',
    ]);
  }
  console.log(
    dim(
      program
        ? `\n  Ratio: ${program} without its start (${ms(start)} for one resource) to Tutti with a new registry.`
        : '\n  Neither terraform nor tofu is on the PATH, so there is nothing to compare with.',
    ),
  );
  return isFine;
}

function terraformStart(program) {
  const terraform = prepareTerraform(program, [{ node: 'one', dependsOn: [] }]);
  const times = Array.from({ length: TERRAFORM_ROUNDS }, () => terraform.plan().milliseconds);
  terraform.remove();
  return Math.min(...times);
}

async function growWithNodes(planner, { definitions, nodes }, rounds) {
  const sizes = doublings(nodes);
  heading(['processor time with the nodes', ...sizes.map(String), 'per doubling']);
  let isFine = true;
  for (const shape of SHAPES) {
    const cases = sizes.map(each => ({ shape, definitions, nodes: each }));
    const { best, answers } = await inTurns(planner, cases, rounds * 2);
    isFine = isFine && answers.every(answer => isAll(answer, 'create'));
    row([shape, ...best.map(ms), ratios(best)]);
  }
  return isFine;
}

async function growWithDefinitions(planner, { definitions, nodes }, rounds) {
  const sizes = doublings(definitions);
  heading(['processor time with the definitions', ...sizes.map(String), 'per doubling']);
  for (const registry of ['known', 'new']) {
    const cases = sizes.map(each => ({ shape: USUAL, nodes, definitions: each, registry }));
    const { best } = await inTurns(planner, cases, rounds);
    row([`${USUAL}, registry ${registry}`, ...best.map(ms), ratios(best)]);
  }
  return true;
}

async function planAgain(planner, size, rounds) {
  heading([
    'processor time against a ledger of all nodes',
    'nothing changed',
    'all changed',
    'empty ledger',
  ]);
  let isFine = true;
  for (const shape of SHAPES) {
    const cases = ['unchanged', 'changed', 'empty'].map(ledger => ({ shape, ...size, ledger }));
    const { best, answers } = await inTurns(planner, cases, rounds);
    isFine = isFine && isAll(answers[0], 'unchanged') && isAll(answers[1], 'update');
    row([shape, ...best.map(ms)]);
  }
  return isFine;
}

async function saveRegistry(planner, definitions, rounds) {
  const sizes = doublings(definitions);
  heading(['processor time of saving definitions', ...sizes.map(String), 'per doubling']);
  const times = {
    read: sizes.map(() => []),
    check: sizes.map(() => []),
    snapshot: sizes.map(() => []),
  };
  for (let round = 0; round < rounds; round++) {
    for (const [index, size] of sizes.entries()) {
      const saved = await planner.ask('save', { definitions: size });
      for (const [step, own] of Object.entries(times)) {
        own[index].push(saved[step]);
      }
    }
  }
  const words = {
    read: 'reading YAML',
    check: 'checking all of them',
    snapshot: 'making the snapshot',
  };
  for (const [step, own] of Object.entries(times)) {
    const first = own.map(([milliseconds]) => milliseconds);
    const best = own.map(each => Math.min(...each));
    row([`${words[step]}, first time`, ...first.map(ms), '']);
    row([`${words[step]}, later`, ...best.map(ms), ratios(best)]);
  }
}

/** Measures processor time of cases in turns, so that what else the machine does falls on all of them. */
async function inTurns(planner, cases, rounds) {
  const times = cases.map(() => []);
  const answers = [];
  for (let round = 0; round < rounds; round++) {
    for (const [index, options] of cases.entries()) {
      answers[index] = await planner.ask('plan', options);
      times[index].push(answers[index].cpu);
    }
  }
  return { best: times.map(each => Math.min(...each)), answers };
}

/** Every node has this action; deliveries and what only refers to others may be as they are. */
function isAll({ actions, nodes, hasErrors }, action) {
  const isAsked = !hasErrors && actions[action] === nodes;
  if (!isAsked) {
    console.log(
      `  NOT as it should be: ${JSON.stringify(actions)}, expected ${nodes} times ${action}`,
    );
  }
  return isAsked;
}

const doublings = most => [8, 4, 2, 1].map(part => Math.round(most / part));
const ratios = times =>
  times
    .slice(1)
    .map((time, index) => (time / times[index]).toFixed(1))
    .join(', ');
const ms = milliseconds => `${Math.round(milliseconds)} ms`;

function heading(cells) {
  console.log();
  console.log(bold(columns(cells)));
}

function row(cells) {
  console.log(columns(cells));
}

function columns([first, ...others]) {
  return `  ${first.padEnd(58)}${others.map(cell => cell.padStart(16)).join('')}`;
}

function line(what, value, note) {
  console.log(`  ${what.padEnd(58)}${value.padStart(16)}   ${dim(note)}`);
}
