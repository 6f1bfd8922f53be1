import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { callApi } from './callApi';
import { signInAs } from './signInAs';

const suffix = Date.now().toString(36);
const environment = `people-${suffix}`;
const deployments = `applications/shop/environments/${environment}/deployments`;

/** A server that takes connections and says nothing keeps its deployment running until somebody stops it. */
const silent = createServer(() => {});

function manifest(port: number): string {
  return `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: silent-${suffix} }
spec:
  type: postgres
  driver: postgres-database
  criteria: [{ application: shop, environment: ${environment} }]
  inputs:
    server: { host: 127.0.0.1, port: ${port}, username: nobody, password: never-used }
    database: \${context.resource.name}
`;
}

function score(workload: string, type?: string): string {
  return `apiVersion: score.dev/v1b1
metadata: { name: ${workload} }
containers: { main: { image: nginxinc/nginx-unprivileged:1.27-alpine } }
${type ? `resources: { db: { type: ${type} } }` : ''}
`;
}

async function submit(page: Page, files: string[], rest: object = {}): Promise<string> {
  const { uid } = await callApi<{ uid: string }>(page, 'ana', deployments, {
    scoreFiles: files.map(content => ({ content })),
    ...rest,
  });
  return uid;
}

async function open(page: Page, uid: string) {
  await page.goto(`/platform/deployments/${uid}`);
  await expect(page.getByRole('heading', { name: /Deployment #\d+ of shop in/ })).toBeVisible();
}

test.describe.serial('people', () => {
  let running: string;

  test.beforeAll(async ({ browser }) => {
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const page = await browser.newPage();
    await callApi(page, 'pia', 'applications/shop/environments', {
      name: environment,
      type: 'development',
    });
    await callApi(page, 'pia', 'definitions', { manifest: manifest(port) });
    await page.close();
  });

  test.afterAll(() => void silent.close());

  test('retry a deployment that failed, and find the old one from the new', async ({ page }) => {
    await signInAs(page, 'Ana');
    const uid = await submit(page, [score('broken', 'no-such-type')]);
    await open(page, uid);
    await expect(page.getByText('Why it did not succeed')).toBeVisible();
    await page.getByRole('button', { name: 'Retry' }).click();
    const back = page.getByRole('link', { name: 'A retry of deployment #1' });
    await expect(back).toBeVisible();
    await back.click();
    await expect(page).toHaveURL(new RegExp(uid));
  });

  test('let a newer deployment take the place of one that waits', async ({ page }) => {
    await signInAs(page, 'Ana');
    running = await submit(page, [score('slow', 'postgres')]);
    const older = await submit(page, [score('web')]);
    await submit(page, [score('web')], { onBusy: 'supersede' });
    await open(page, older);
    await expect(page.getByText('superseded', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: /Superseded by deployment #\d+/ }).click();
    await expect(page).not.toHaveURL(new RegExp(older));
    await page.goto('/platform/deployments');
    await expect(page.getByRole('table', { name: 'Deployments' })).toContainText(
      `shop in ${environment}`,
    );
  });

  test('cancel a deployment that runs, and see that it stops', async ({ page }) => {
    await signInAs(page, 'Ana');
    await open(page, running);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('cancelled', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Retry' })).toBeEnabled();
  });

  test('say whether something exists of which no driver could tell', async ({ page }) => {
    const data = process.env.TUTTI_DATA;
    test.skip(data === undefined, 'It takes the data folder of the instance in TUTTI_DATA.');
    await signInAs(page, 'Ana');
    const place = `lost-${suffix}`;
    const route = `applications/shop/environments/${place}/deployments`;
    await callApi(page, 'pia', 'applications/shop/environments', {
      name: place,
      type: 'development',
    });
    const deploy = async (content: string) => {
      const { uid } = await callApi<{ uid: string }>(page, 'ana', route, {
        scoreFiles: [{ content }],
      });
      await open(page, uid);
    };
    await deploy(score('web', 'postgres'));
    await expect(page.getByText('succeeded', { exact: true }).first()).toBeVisible();
    const { items } = await callApi<{ items: { type: string; outputs: { name: string } }[] }>(
      ...([page, 'ana', `resources?application=shop&environment=${place}`] as const),
    );
    await loseTag(data!, items.find(({ type }) => type === 'postgres')!.outputs.name);

    await deploy(score('web'));
    await expect(page.getByText('needs attention', { exact: true }).first()).toBeVisible();
    await page.getByRole('link', { name: 'Resolve it on the page of the environment' }).click();
    await page.getByRole('button', { name: 'Resolve postgres.default#web.db' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^It is gone/).click();
    await dialog.getByRole('textbox', { name: /What shows it/ }).fill('It belongs to others now');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('postgres.default#web.db')).toHaveCount(0);
    await deploy(score('web'));
    await expect(page.getByText('succeeded', { exact: true }).first()).toBeVisible();
  });
});

/** Takes the comments away by which the driver knows that a database and its role are its own. */
async function loseTag(data: string, database: string) {
  const server = path.join(data, 'postgres');
  const client = new Client({
    host: '127.0.0.1',
    port: Number(await readFile(path.join(server, 'port'), 'utf8')),
    user: 'tutti',
    password: (await readFile(path.join(data, 'keys/postgres'), 'utf8')).trim(),
    database: 'postgres',
  });
  await client.connect();
  try {
    const name = client.escapeIdentifier(database);
    await client.query(`comment on database ${name} is null`);
    await client.query(`comment on role ${name} is null`);
  } finally {
    await client.end();
  }
}
