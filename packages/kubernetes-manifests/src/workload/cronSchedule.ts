interface Field {
  name: string;
  minimum: number;
  maximum: number;
  /** Names in place of numbers; the first one is `minimum`. */
  names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  { name: 'day of the month', minimum: 1, maximum: 31 },
  {
    name: 'month',
    minimum: 1,
    maximum: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  {
    name: 'day of the week',
    minimum: 0,
    maximum: 6,
    names: 'sun mon tue wed thu fri sat'.split(' '),
  },
];
const MACRO = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const INTERVAL = /^@every (\d+(\.\d+)?(h|m|s))+$/;
const ITEM = /^(?:[*?]|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/;

/**
 * Says what keeps a text from being the schedule of a CronJob; `undefined` when nothing does. The dialect is that of
 * Kubernetes (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax): five fields, where
 * Sunday is 0 and not 7, names such as `@daily`, and `@every 1h30m`; general cron libraries take more and less.
 */
export function findScheduleMistake(schedule: string): string | undefined {
  if (MACRO.test(schedule) || INTERVAL.test(schedule)) {
    return undefined;
  }
  const written = schedule.split(' ').filter(part => part !== '');
  if (written.length !== FIELDS.length) {
    return 'write five fields such as "0 3 * * *", or a name such as @daily';
  }
  for (const [index, field] of FIELDS.entries()) {
    const wrong = written[index].split(',').find(item => !fitsField(item, field));
    if (wrong !== undefined) {
      const { name, minimum, maximum } = field;
      return `${JSON.stringify(wrong)} is no ${name}, which goes from ${minimum} to ${maximum}`;
    }
  }
  return undefined;
}

function fitsField(item: string, field: Field): boolean {
  const match = ITEM.exec(item);
  if (!match) {
    return false;
  }
  const [, first, last = first, step] = match;
  if (step !== undefined && Number(step) === 0) {
    return false;
  }
  if (first === undefined) {
    return true;
  }
  const from = readNumber(first, field);
  const to = readNumber(last, field);
  return from >= field.minimum && to <= field.maximum && from <= to;
}

/** `NaN`, which fits no field, for what is neither a number nor a name. */
function readNumber(text: string, { names = [], minimum }: Field): number {
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? Number(/^\d+$/.test(text) ? text : NaN) : index + minimum;
}
