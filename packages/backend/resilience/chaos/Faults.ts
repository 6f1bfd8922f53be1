import type { Boundary } from '../replica/Trap';
import type { Random } from '../rig/Random';
import type { Rig } from '../rig/Rig';
import { pause } from '../rig/waits';

const BOUNDARIES: Boundary[] = [
  'claim',
  'plan',
  'intent',
  'generate',
  'effect',
  'evidence',
  'complete',
  'publish',
];

/** Something that happens to one replica, or to all, and passes. */
type Fault = (rig: Rig, random: Random, seat: string) => Promise<void>;

const kill: Fault = async (rig, random, seat) => {
  rig.replica(seat)?.kill();
  await pause(random.between(0, 10_000));
};

const killAtBoundary: Fault = async (rig, random) => {
  const boundary = random.pick(BOUNDARIES);
  const moment = random.pick(['before', 'after'] as const);
  rig.log(`  kill -9 for whoever comes ${moment} ${boundary}`);
  rig.trap.set({ boundary, moment, action: 'kill' });
  await pause(random.between(3_000, 12_000));
  rig.trap.clear();
};

const freeze: Fault = async (rig, random, seat) => {
  const replica = rig.replica(seat);
  replica?.freeze();
  await pause(random.between(2_000, 22_000));
  replica?.thaw();
};

const cut: Fault = async (rig, random, seat) => {
  const how = random.pick(['dropped', 'silent'] as const);
  rig.log(`  ${how}`);
  rig.proxy(seat).cut(how);
  await pause(random.between(1_000, 20_000));
  rig.proxy(seat).heal();
};

const terminate: Fault = async (rig, _random, seat) => {
  const replica = rig.replica(seat);
  replica?.terminate();
  await Promise.race([replica?.ended, pause(20_000)]);
  if (replica?.isRunning) {
    rig.log(`  ${replica.name} did not end within 20 s and is killed`);
    replica.kill();
  }
};

const restartDatabase: Fault = async rig => {
  await rig.restartPostgres();
};

const FAULTS: [name: string, fault: Fault, weight: number][] = [
  ['kill -9', kill, 4],
  ['kill -9 at a boundary', killAtBoundary, 4],
  ['freeze', freeze, 3],
  ['cut', cut, 3],
  ['SIGTERM', terminate, 2],
  ['restart of PostgreSQL', restartDatabase, 1],
];

/** Lets faults happen one after the other, with pauses, until the signal aborts; the dead are started again. */
export async function causeFaults(rig: Rig, random: Random, signal: AbortSignal): Promise<void> {
  const choices = FAULTS.flatMap(each => Array<typeof each>(each[2]).fill(each));
  while (!signal.aborted) {
    await pause(random.between(1_000, 8_000));
    const seat = random.pick(rig.seats);
    const [name, fault] = random.pick(choices);
    rig.log(`${name}: ${rig.replica(seat)?.name ?? seat}`);
    await fault(rig, random, seat);
    await reviveAll(rig);
  }
}

/** Starts a replica on every seat whose process is dead. */
export async function reviveAll(rig: Rig): Promise<void> {
  for (const seat of rig.seats) {
    if (!rig.replica(seat)) {
      await rig.launch(seat).catch(error => rig.log(`  ${error.message}`));
    }
  }
}
