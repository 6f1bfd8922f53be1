import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBackend } from '../lib/backend.mjs';
import { buildFrontend } from '../lib/frontend.mjs';
import { findPort } from '../lib/ports.mjs';
import { workFolder } from '../lib/project.mjs';
import { findChromium } from './findChromium.mjs';
import { skipped } from './outcome.mjs';
import { runVisibly } from './runCheck.mjs';

/**
 * Starts Tutti as `npm start` does, with a port and a data folder of its own, and runs the browser
 * tests in packages/app/e2e-tests against it.
 */
export async function runBrowserTests(toolchain) {
  const chromium = findChromium();
  if (!chromium) {
    return skipped('there is no Chromium or Chrome (Debian and Ubuntu: apt-get install chromium)');
  }
  await buildFrontend(toolchain);
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'tutti-browser-'));
  const port = await findPort();
  try {
    return await againstBackend(toolchain, { port, data, database: 'pg' }, chromium);
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
}

async function againstBackend(toolchain, options, chromium) {
  let backend;
  const ready = new Promise(resolve => {
    backend = startBackend(toolchain, options, message => {
      if (message.kind === 'ready') {
        resolve(true);
      } else if (message.text) {
        console.log(`  ${message.text}`);
      }
    });
    backend.ended.then(() => resolve(false));
  });
  if (!(await ready)) {
    console.error(`\nThe backend did not start. The end of its log:\n${backend.endOfLog()}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  try {
    return await runPlaywright(toolchain, options, chromium);
  } finally {
    backend.end();
    await backend.ended;
  }
}

async function runPlaywright(toolchain, { port, data }, chromium) {
  const report = path.join(workFolder, 'test/browser.json');
  fs.rmSync(report, { force: true });
  fs.mkdirSync(path.dirname(report), { recursive: true });
  const code = await runVisibly(toolchain.node, [...toolchain.yarn, 'playwright', 'test'], {
    ...toolchain.env,
    CI: '1',
    TUTTI_URL: `http://localhost:${port}`,
    TUTTI_DATA: data,
    TUTTI_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!fs.existsSync(report)) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { stats } = JSON.parse(fs.readFileSync(report, 'utf8'));
  return {
    passed: stats.expected,
    failed: Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1),
    skipped: stats.skipped,
  };
}
