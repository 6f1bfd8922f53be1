import { bold, dim } from '../../scripts/lib/progress.mjs';
import { measureScoreK8s } from './measureScoreK8s.mjs';
import { measureTutti } from './measureTutti.mjs';

/** What the heap may grow from one round to another and still be called flat: what the collector leaves behind varies. */
const FLAT_BYTES = 2 * 1024 * 1024;

/**
 * Reads, validates and renders workloads several times in one process, and the same ones with score-k8s when it is
 * there; prints times, memory and ratios.
 *
 * @returns false when memory grows from round to round, or the two tools do not make the same workloads
 */
export async function benchmarkScore(toolchain, { count, rounds }) {
  console.log(
    `\n${bold(`${count} Score files, read, validated and rendered as Kubernetes objects`)}\n`,
  );
  const tutti = await measureTutti(toolchain, { count, rounds });
  for (const [index, { milliseconds }] of tutti.rounds.entries()) {
    const note =
      index === 0 ? 'code is not compiled yet' : `${perWorkload(milliseconds, count)} ms each`;
    line(`Tutti, round ${index + 1}`, `${Math.round(milliseconds)} ms`, note);
  }
  const isFlat = reportMemory(tutti);
  const scoreK8s = measureScoreK8s({ count });
  if (!scoreK8s) {
    line('score-k8s', 'not on the PATH', 'no ratio');
    return isFlat;
  }
  return reportRatios(tutti, scoreK8s, count) && isFlat;
}

/** The first round fills caches that stay, so it is left out. */
function reportMemory({ rounds, peak }) {
  const heaps = rounds.slice(1).map(({ heap }) => heap);
  const growth = heaps.at(-1) - heaps[0];
  const isFlat = growth <= FLAT_BYTES;
  line(
    'Heap after rounds 2 to last',
    heaps.map(megabytes).join(', '),
    isFlat ? 'flat' : `GROWS by ${megabytes(growth)}`,
  );
  line(
    'Most memory of the process',
    megabytes(peak),
    `${megabytes(rounds[0].bytes)} of YAML a round`,
  );
  return isFlat;
}

function reportRatios({ rounds }, scoreK8s, count) {
  const startOnly = measureScoreK8s({ count: 1 });
  line(
    'score-k8s',
    `${Math.round(scoreK8s.milliseconds)} ms`,
    perWorkload(scoreK8s.milliseconds, count) + ' ms each',
  );
  line('score-k8s, one file', `${Math.round(startOnly.milliseconds)} ms`, 'starting and its state');
  const last = rounds.at(-1);
  const own = scoreK8s.milliseconds - startOnly.milliseconds;
  line(
    'Ratio to score-k8s, first round',
    ratio(own, rounds[0].milliseconds),
    'score-k8s without its start',
  );
  line('Ratio to score-k8s, last round', ratio(own, last.milliseconds), 'above 1: Tutti is faster');
  const isSame = last.kinds.Deployment === count && scoreK8s.kinds.Deployment === count;
  if (!isSame) {
    line(
      'Deployments',
      `${last.kinds.Deployment} and ${scoreK8s.kinds.Deployment}`,
      'NOT the same',
    );
  }
  return isSame;
}

function line(what, value, note) {
  console.log(`  ${what.padEnd(34)} ${value.padStart(20)}   ${dim(note)}`);
}

const perWorkload = (milliseconds, count) => (milliseconds / count).toFixed(2);
const megabytes = bytes => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
const ratio = (theirs, ours) => `${(theirs / ours).toFixed(1)}x`;
