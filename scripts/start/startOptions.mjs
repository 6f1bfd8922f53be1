import path from 'node:path';
import { parseArgs } from 'node:util';
import { stop } from '../lib/stop.mjs';

const USAGE = `npm start -- [options]

  --port <number>       where Backstage answers (default 7007)
  --data <folder>       databases, repositories, keys and logs (default .data)
  --database <kind>     where Backstage keeps its tables: pg (default) or better-sqlite3
  --verbose             print the log here, instead of into <data>/logs/backend.log
  --help                print this

TUTTI_PORT, TUTTI_DATA and TUTTI_DATABASE do the same; an option wins over its variable.`;

/** Reads the options of `npm start`. */
export function readStartOptions(args, env = process.env) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: env.TUTTI_PORT ?? '7007' },
        data: { type: 'string', default: env.TUTTI_DATA ?? '.data' },
        database: { type: 'string', default: env.TUTTI_DATABASE ?? 'pg' },
        verbose: { type: 'boolean', default: false },
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
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    stop(`"${values.port}" is not a port. Give a number from 1 to 65535, such as --port 7008.`);
  }
  if (!['pg', 'better-sqlite3'].includes(values.database)) {
    stop(
      `"${values.database}" is not a database. Give --database pg or --database better-sqlite3.`,
    );
  }
  return {
    port,
    data: path.resolve(values.data),
    database: values.database,
    verbose: values.verbose,
  };
}
