import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';
import { endOf } from './run.mjs';

const LONG_LOG_BYTES = 20_000_000;

/**
 * Starts the backend as a child of this process, with the embedded default.
 *
 * The child is the leader of a process group of its own, so that Ctrl-C reaches this process alone:
 * it then asks the backend to end, which closes its connections before it stops PostgreSQL. When
 * this process dies, the backend notices and ends too.
 *
 * @param onMessage - called with what the backend tells (`SupervisorMessage` in packages/backend),
 * and with messages of other kinds from libraries that use the same channel.
 * @returns `ended`, the exit `code` or `signal` once everything is down; `end()`, which asks for
 * that, and `kill()`, which does not ask; `log`, and `endOfLog()`.
 */
export function startBackend(toolchain, options, onMessage) {
  const log = path.join(options.data, 'logs/backend.log');
  const output = options.verbose ? 'inherit' : openLog(log);
  const child = spawn(
    toolchain.node,
    [
      // Backstage leaves much garbage while it starts. Collecting it early, and once when it is
      // ready, keeps the process small: measured 250 MB instead of 650 MB, for a second of time.
      '--max-semi-space-size=2',
      '--heap-growing-percent=40',
      '--expose-gc',
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'packages/backend/src/index.ts',
    ],
    {
      cwd: root,
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
      // Not `development`, in which Backstage answers errors with stack traces of this machine; not
      // `production`, which refuses development sign-in.
      env: { ...toolchain.env, NODE_ENV: undefined, ...configurationOf(options) },
    },
  );
  child.on('message', onMessage);
  const ended = new Promise(resolve => {
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') {
        stopLeftPostgres(options.data);
      }
      resolve({ code, signal });
    });
  });
  return {
    ended,
    end: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
    log,
    endOfLog: () => endOf(log),
  };
}

/** Opens a log to go on with, or a new one when it has become long. */
function openLog(log) {
  fs.mkdirSync(path.dirname(log), { recursive: true });
  if (fs.existsSync(log) && fs.statSync(log).size > LONG_LOG_BYTES) {
    fs.renameSync(log, `${log}.old`);
  }
  return fs.openSync(log, 'a');
}

/** Options as the variables that Backstage reads configuration from. */
function configurationOf({ port, data, database }) {
  const url = `http://localhost:${port}`;
  const settings = {
    app_baseUrl: url,
    backend_baseUrl: url,
    backend_listen_port: port,
    backend_cors_origin: url,
    platformOrchestrator_embedded_dataFolder: data,
    platformOrchestrator_embedded_database: database,
  };
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`APP_CONFIG_${key}`, JSON.stringify(value)]),
  );
}

/** A killed backend could not stop its PostgreSQL; its process id is the first line of this file. */
function stopLeftPostgres(data) {
  try {
    const file = path.join(data, 'postgres/data/postmaster.pid');
    process.kill(Number(fs.readFileSync(file, 'utf8').split('\n')[0]), 'SIGINT');
  } catch {
    // Not running, or stopped by itself: there is nothing left to stop.
  }
}
