import { parseArgs } from 'node:util';
import { stop } from '../lib/stop.mjs';
import { steps } from './steps.mjs';

const names = steps.map(step => step.name);
const USAGE = `npm test -- [options]

  --only <step>   run this step alone; may be given more than once: ${names.join(', ')}
  --help          print this`;

/** Reads the options of `npm test`. */
export function readTestOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true, default: [] },
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
  const unknown = values.only.find(name => !names.includes(name));
  if (unknown) {
    stop(`There is no step "${unknown}". The steps are ${names.join(', ')}.`);
  }
  return { only: values.only };
}
