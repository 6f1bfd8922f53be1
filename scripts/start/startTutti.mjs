import path from 'node:path';
import { startBackend } from '../lib/backend.mjs';
import { installDependencies } from '../lib/dependencies.mjs';
import { buildFrontend } from '../lib/frontend.mjs';
import { isPortFree } from '../lib/ports.mjs';
import { bold, dim, duration, reportDone, reportStep, reportWarning } from '../lib/progress.mjs';
import { assertWritable, stop } from '../lib/stop.mjs';
import { prepareToolchain } from '../lib/toolchain.mjs';

/**
 * Prepares what is missing, starts the backend and waits until it ends.
 *
 * @returns the exit code: 0 after Ctrl-C, 1 when the backend could not start or died.
 */
export async function startTutti(options) {
  const since = Date.now();
  console.log(`\n${bold('Tutti')}\n`);
  await assertPortFree(options.port);
  assertWritable(options.data, 'start with another folder: npm start -- --data <folder>');
  const toolchain = await reportStep('Node and Yarn', undefined, () => prepareToolchain());
  await reportStep('Dependencies', 'a few minutes the first time', () =>
    installDependencies(toolchain),
  );
  await reportStep('Frontend', 'half a minute when it changed', () => buildFrontend(toolchain));
  return superviseBackend(toolchain, options, since);
}

async function assertPortFree(port) {
  if (!(await isPortFree(port))) {
    stop(
      `Port ${port} is in use. Stop the program that has it, or choose another port: npm start -- --port ${port + 1}`,
    );
  }
}

async function superviseBackend(toolchain, options, since) {
  let failure;
  let isReady = false;
  let isStopping = false;
  const backend = startBackend(toolchain, options, message => {
    if (message.kind === 'progress') {
      reportDone(message.text, since);
    } else if (message.kind === 'warning') {
      reportWarning(message.text);
    } else if (message.kind === 'ready') {
      isReady = true;
      printFirstSteps(message, options, backend.log, since);
    } else if (message.kind === 'failed') {
      failure = message.text;
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (isStopping) {
        backend.kill();
        return;
      }
      isStopping = true;
      console.log('\nStopping … (again to stop at once)');
      backend.end();
    });
  }
  const { code, signal } = await backend.ended;
  if (isStopping) {
    console.log('Stopped. Everything is kept for the next start.');
    return 0;
  }
  if (failure) {
    console.error(`\n${failure}\n${dim(`The log is ${backend.log}.`)}`);
  } else if (signal) {
    console.error(
      `\nThe backend was ended by ${signal}. Everything is kept: npm start goes on from there.`,
    );
  } else {
    console.error(
      `\nThe backend ended ${isReady ? 'by itself' : 'before it was ready'}. The end of its log ${backend.log}:\n${backend.endOfLog()}`,
    );
  }
  return code || 1;
}

function printFirstSteps({ baseUrl, postgres }, { data }, log, since) {
  const shown = path.relative(process.cwd(), data) || '.';
  console.log(`
${bold(`Ready after ${duration(Date.now() - since)}: ${baseUrl}`)}

  1. Open ${baseUrl}/catalog/default/system/shop and sign in as Ana.
  2. The tab Environments shows what runs where; deploy to staging from there.
  3. Under Create, the template "New service" makes a component that runs in development.

  Databases   PGPASSWORD=$(cat ${shown}/keys/postgres) psql -h ${postgres.host} -p ${postgres.port} -U ${postgres.user} postgres
  Manifests   git --git-dir ${shown}/git/deployments.git log --stat main
  Log         ${path.relative(process.cwd(), log)}

${dim('Ctrl-C stops everything and keeps the data.')}`);
}
