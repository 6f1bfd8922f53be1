import { parseArgs } from 'node:util';
import { stop } from '../lib/stop.mjs';

const PARTS = ['kill', 'faults', 'restore', 'chaos', 'upgrade'];
const USAGE = `npm run test:resilience -- [options]

  --only <part>     run this part alone; may be given more than once: ${PARTS.join(', ')}, or short
  --boundary <name> of the part kill, kills at this boundary alone: claim, plan, intent, publish, …
  --minutes <n>     how long chaos lasts (default 60)
  --seed <n>        makes the choices of an earlier run again (default: a new one)
  --from <commit>   the older version that is upgraded from (default: the commit before the newest)
  --help            print this`;

/** Reads the options of `npm run test:resilience`. */
export function readResilienceOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true, default: PARTS },
        boundary: { type: 'string' },
        minutes: { type: 'string', default: '60' },
        seed: { type: 'string', default: `${Math.floor(Math.random() * 1_000_000)}` },
        from: { type: 'string', default: 'HEAD~1' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    stop(`${error.message}\n\n${USAGE}`);
  }
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const unknown = values.only.find(part => ![...PARTS, 'short'].includes(part));
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (unknown || !(minutes > 0) || !Number.isInteger(seed)) {
    stop(
      `--only takes ${PARTS.join(', ')} or short, --minutes a number above 0, --seed a whole number.`,
    );
  }
  return { parts: values.only, boundary: values.boundary, minutes, seed, from: values.from };
}
