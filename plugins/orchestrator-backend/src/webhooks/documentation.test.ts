import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { WEBHOOK_EVENTS } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { signDelivery } from './deliver/signDelivery';

const page = readFileSync(resolve(__dirname, '../../../../docs/webhooks.md'), 'utf8');
const SECRET = Buffer.alloc(32, 7).toString('base64');

/** The function that the page shows to receivers. */
function shownFunction(): (
  headers: Record<string, string>,
  body: string,
  secret: string,
) => boolean {
  const [, code] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  return runInNewContext(`${code}; isGenuine`, { require, Buffer, Date, Math, Number });
}

describe('docs/webhooks.md', () => {
  const isGenuine = shownFunction();
  const body = '{"version":1}';
  const now = Math.floor(Date.now() / 1_000);
  const headers = signDelivery({ uid: '7', body, secret: SECRET, seconds: now });

  it('shows how to tell a genuine body from a forged one', () => {
    expect(isGenuine(headers, body, SECRET)).toBe(true);
    expect(isGenuine(headers, body, `whsec_${SECRET}`)).toBe(true);
    expect(isGenuine(headers, '{"version":2}', SECRET)).toBe(false);
    expect(isGenuine({ ...headers, 'webhook-id': '8' }, body, SECRET)).toBe(false);
    expect(isGenuine(headers, body, Buffer.alloc(32, 8).toString('base64'))).toBe(false);
  });

  it('shows how to refuse what was sent long ago', () => {
    const old = signDelivery({ uid: '7', body, secret: SECRET, seconds: now - 3_600 });
    expect(isGenuine(old, body, SECRET)).toBe(false);
  });

  it('names every event', () => {
    for (const event of [...WEBHOOK_EVENTS, 'ping']) {
      expect(page).toContain(`| \`${event}\``);
    }
  });
});
