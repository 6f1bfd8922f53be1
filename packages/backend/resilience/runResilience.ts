import { reviveAll } from './chaos/Faults';
import { runChaos } from './chaos/runChaos';
import { checkHistory } from './history/checkHistory';
import { plantFaults } from './history/plantFaults';
import { takeSnapshot } from './history/takeSnapshot';
import type { Boundary } from './replica/Trap';
import { Lateness } from './rig/Lateness';
import { Rig } from './rig/Rig';
import { pause, until } from './rig/waits';
import { cutOff } from './scenarios/cuts';
import { databaseFrozen } from './scenarios/databaseFrozen';
import { freezeAt } from './scenarios/freezes';
import { killAt, killMatrix } from './scenarios/killAt';
import type { Measure, Scenario } from './scenarios/Scenario';
import { restored } from './scenarios/restored';
import { roles } from './scenarios/roles';
import { cancelled, databaseRestart, handOver, stoppedInSilence } from './scenarios/stops';
import { upgradeFrom } from './scenarios/upgrade';

/** The parts of a run. `short` is one thing of each kind in less than a minute, for every change. */
export type ResiliencePart = 'short' | 'kill' | 'faults' | 'restore' | 'chaos' | 'upgrade';

/** Options of {@link runResilience}. */
export interface ResilienceOptions {
  part: ResiliencePart;
  /** How long chaos lasts. */
  minutes: number;
  /** The same seed makes the same choices; when they are made depends on the machine. */
  seed: number;
  /** Of the part `kill`: at which boundary processes are killed. Default: at each. */
  boundary?: Boundary;
  /** The older version, for `upgrade`: a commit, a tag or a branch. */
  from: string;
  report: (line: string) => void;
}

/** What came of a run. */
export interface ResilienceResult {
  passed: number;
  failed: number;
  measures: Measure[];
}

/** Runs one part of the rig, and holds the history of it against all rules. */
export async function runResilience(options: ResilienceOptions): Promise<ResilienceResult> {
  const { part, report } = options;
  const isShort = part === 'short';
  const seats = isShort ? ['a', 'b', 'c'] : ['a', 'b'];
  const rig = await Rig.start({ seats, report });
  const result: ResilienceResult = { passed: 0, failed: 0, measures: [] };
  const lateness = Lateness.watch();
  const attempt = async (name: string, work: () => Promise<Measure[]>) => {
    lateness.forget();
    const wrong: string[] = [];
    try {
      const measures = await work();
      result.measures.push(...measures);
      // How fast it is, is judged by the long parts alone: the short one runs wherever somebody changes something.
      const late = isShort ? [] : measures.filter(each => each.milliseconds > each.limit);
      wrong.push(...late.map(tooLate));
    } catch (error) {
      wrong.push((error as Error).message);
    }
    const excuse = wrong.length > 0 ? lateness.excuse() : undefined;
    tell(rig, result, name, [...wrong, ...(excuse ? [excuse] : [])]);
  };
  try {
    if (part === 'upgrade') {
      await attempt(`Upgrade from ${options.from}`, () => upgradeFrom(rig, options.from));
    } else {
      // All at once on an empty database: one of them makes the tables.
      await Promise.all(seats.map(seat => rig.launch(seat)));
    }
    for (const scenario of scenariosOf(options)) {
      await attempt(scenario.name, () => scenario.run(rig));
      if (!isShort) {
        await reviveAll(rig);
      }
    }
    if (part === 'chaos') {
      const milliseconds = options.minutes * 60_000;
      await attempt(`Chaos with seed ${options.seed}`, async () => {
        await runChaos(rig, { milliseconds, seed: options.seed, applications: 3 });
        return [];
      });
    }
    if (part === 'restore') {
      return result; // the record of what happened is in the database too, and went back with it
    }
    await untilTold(rig);
    const { database, repository, world } = rig;
    const snapshot = await takeSnapshot({ database, repository, world });
    for (const { rule, violations } of checkHistory(snapshot)) {
      tell(rig, result, rule, violations);
    }
    tell(rig, result, 'The rules object to faults that are planted', plantFaults(snapshot));
  } finally {
    lateness.stop();
    await rig.stop();
  }
  return result;
}

function scenariosOf({ part, boundary }: ResilienceOptions): Scenario[] {
  switch (part) {
    case 'kill':
      return killMatrix(boundary);
    case 'faults':
      return [
        handOver(),
        cancelled,
        freezeAt({ boundary: 'effect', moment: 'before' }),
        freezeAt({ boundary: 'effect', moment: 'after' }),
        freezeAt({ boundary: 'intent', moment: 'before' }),
        freezeAt({ boundary: 'evidence', moment: 'before' }),
        cutOff('dropped'),
        cutOff('silent'),
        stoppedInSilence,
        databaseRestart,
        databaseFrozen,
        roles,
      ];
    case 'restore':
      return [restored];
    case 'short':
      // With three replicas one takes over from two at once, and two may end for good: nothing waits for another start.
      return [
        cutOff('dropped', {
          meanwhile: freezeAt({ boundary: 'effect', moment: 'before' }, { awake: 1_000 }),
        }),
        handOver({ comesBack: false }),
        killAt({ boundary: 'effect', moment: 'after' }, { comesBack: false }),
      ];
    default:
      return [];
  }
}

/** What waits to be told when the last deployment ends is told within a moment. */
async function untilTold(rig: Rig): Promise<void> {
  const look = async () => {
    const { rows } = await rig.database.query(
      'select count(*)::int as waiting from "platform-orchestrator".outbox',
    );
    return rows[0].waiting === 0 || undefined;
  };
  await until('Everything is told', look, 40_000).catch(() => undefined); // the rule says so
  await pause(500);
}

function tell(rig: Rig, result: ResilienceResult, name: string, wrong: string[]): void {
  const key = wrong.length === 0 ? 'passed' : 'failed';
  result[key] += 1;
  rig.log(`${wrong.length === 0 ? '✓' : '✗'} ${name}`);
  wrong.slice(0, 10).forEach(sentence => rig.log(`    ${sentence}`));
}

function tooLate({ what, milliseconds, limit }: Measure): string {
  return `${what} took ${seconds(milliseconds)}, and may take ${seconds(limit)}.`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
