import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { callApi } from './callApi';
import { signInAs } from './signInAs';

const suffix = Date.now().toString(36);
const environment = `pages-${suffix}`;
const definition = `postgres-${suffix}`;

/** A definition that only one environment matches; another database name makes another database. */
function manifest(changes: { database?: string; driver?: string } = {}): string {
  const { database = '${context.resource.name}', driver = 'postgres-database' } = changes;
  return `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata:
  name: ${definition}
  title: Database of the pages' tests
spec:
  type: postgres
  driver: ${driver}
  criteria:
    - application: shop
      environment: ${environment}
  dependencies:
    server:
      type: postgres-server
  inputs:
    server: \${resources.server.connection}
    database: ${database}
`;
}

const SCORE = `apiVersion: score.dev/v1b1
metadata: { name: pages }
containers: { main: { image: nginxinc/nginx-unprivileged:1.27-alpine } }
resources: { db: { type: postgres } }
`;

async function write(page: Page, text: string) {
  const editor = page.getByRole('textbox', { name: `Manifest of ${definition}` });
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

test.describe.serial('the pages of the platform', () => {
  test.beforeAll(async ({ browser }) => {
    const page = await browser.newPage();
    await callApi(page, 'pia', 'applications/shop/environments', {
      name: environment,
      type: 'development',
    });
    await callApi(page, 'pia', 'definitions', { manifest: manifest() });
    const deployments = `applications/shop/environments/${environment}/deployments`;
    const { uid } = await callApi<{ uid: string }>(page, 'pia', deployments, {
      scoreFiles: [{ content: SCORE }],
    });
    await expect(async () => {
      const { status } = await callApi<{ status: string }>(page, 'pia', `deployments/${uid}`);
      expect(status).toBe('succeeded');
    }).toPass({ timeout: 60_000 });
    await page.close();
  });

  test('list definitions by a filter that the URL holds, and show one down to what it has made', async ({
    page,
  }) => {
    await signInAs(page, 'Pia');
    await page.goto('/platform');
    const list = page.getByRole('table', { name: 'Resource definitions' });
    await expect(list).toContainText('postgres-production');
    await page.getByRole('searchbox', { name: 'Name or title' }).fill(definition);
    await expect(list).not.toContainText('postgres-production');
    expect(new URL(page.url()).searchParams.get('text')).toBe(definition);
    await page.reload();
    await expect(list).not.toContainText('postgres-production');

    await list.getByRole('link', { name: definition }).click();
    await expect(page.getByRole('heading', { name: definition })).toBeVisible();
    await expect(page.getByRole('textbox', { name: `Manifest of ${definition}` })).toContainText(
      'Database of the pages',
    );
    await page.getByRole('tab', { name: 'Usage' }).click();
    const usage = page.getByRole('table', { name: 'Active resources' });
    await expect(usage).toContainText('postgres.default#pages.db');
    await expect(usage).toContainText(`shop in ${environment}`);
  });

  test('explain a match, with the losers, what would change that, and the resolved inputs', async ({
    page,
  }) => {
    await signInAs(page, 'Pia');
    await page.goto(
      `/platform/definitions/${definition}/try-it?application=shop&environment=${environment}&id=web.db`,
    );
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText(`${definition} wins`)).toBeVisible();
    const candidates = page.getByRole('table', { name: 'Candidates' });
    await expect(candidates).toContainText('environment type is development, not production');
    await expect(candidates).toContainText(/less specific than/);
    await expect(page.getByLabel('Resolved inputs')).toContainText(/"database": "web-db-/);

    // A context that nobody has made yet.
    await page.goto('/platform/try-it?application=nobody&environmentType=production&type=postgres');
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByText('postgres-production wins')).toBeVisible();
  });

  test('show a problem at its line, and save nothing with it', async ({ page }) => {
    await signInAs(page, 'Pia');
    await page.goto(`/platform/definitions/${definition}`);
    await write(page, manifest({ driver: 'postgres-databas' }));
    await page.getByRole('button', { name: 'Save…' }).click();
    const problems = page.getByRole('list', { name: 'Problems of the manifest' });
    await expect(problems).toContainText('Line 8');
    await expect(problems).toContainText('There is no driver "postgres-databas"');
    await expect(page.locator('.cm-lint-marker-error')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);

    // What needs no server is told while writing.
    await write(page, manifest().replace('criteria:', 'criterias:'));
    await expect(problems).toContainText('criterias');
    await expect(page.getByRole('button', { name: 'Save…' })).toBeDisabled();
  });

  test('save what takes something away only after an explicit yes', async ({ page }) => {
    await signInAs(page, 'Pia');
    await page.goto(`/platform/definitions/${definition}`);
    await write(page, manifest({ database: '${context.resource.name}-b' }));
    await page.getByRole('button', { name: 'Save…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('1 resource replaced').first()).toBeVisible();
    const changed = dialog.getByRole('region', { name: 'Would change' });
    await expect(changed).toContainText(`shop in ${environment}`);
    await expect(changed).toContainText('postgres.default#pages.db');
    await expect(changed).toContainText('/inputs/database');
    const save = dialog.getByRole('button', { name: 'Save', exact: true });
    await expect(save).toBeDisabled();
    await dialog.getByText(/I have seen what is taken away/).click();
    await save.click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect(page.getByRole('table', { name: `Versions of ${definition}` })).toContainText(
      'v2',
    );
  });

  test('compare versions, and promote one after its impact has been seen', async ({ page }) => {
    await signInAs(page, 'Pia');
    await page.goto(`/platform/definitions/${definition}/versions`);
    const differences = page.getByLabel('Differences from version 1 to version 2');
    await expect(differences).toContainText('- ');
    await expect(differences).toContainText('${context.resource.name}-b');

    await page.getByRole('button', { name: 'Promote version 1' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/1 environment would change/)).toBeVisible();
    await dialog.getByRole('textbox', { name: /Why/ }).fill('The old name was right');
    await dialog.getByRole('button', { name: 'Promote' }).click();
    await expect(dialog).toHaveCount(0);
    const first = page.getByRole('row').filter({ hasText: 'v1' }).first();
    await expect(first).toContainText('default');
    await expect(first).toContainText('The old name was right');
  });

  test('start a rollout after its impact has been seen, follow it, pause, resume and stop it', async ({
    page,
  }) => {
    await signInAs(page, 'Pia');
    await page.goto(`/platform/definitions/${definition}/rollouts`);
    await page.getByRole('button', { name: 'Start a rollout…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('group', { name: 'Waves' })).toContainText('production');
    await dialog.getByText(/I have seen what is taken away/).click();
    await dialog.getByRole('button', { name: 'Start the rollout' }).click();
    await expect(dialog).toHaveCount(0);

    // It would replace a database, so its deployment waits for another person.
    const reached = page.getByRole('table', { name: 'Environments of the rollout' });
    await expect(reached).toContainText(`shop in ${environment}`);
    await expect(reached).toContainText('awaiting approval');
    const rollout = page.getByRole('article').filter({ has: reached });
    await page.getByRole('button', { name: 'Pause the rollout of version 2' }).click();
    await expect(rollout.getByText('paused', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Resume the rollout of version 2' }).click();
    await page.getByRole('button', { name: 'Pause the rollout of version 2' }).waitFor();
    await page.getByRole('button', { name: 'Stop the rollout of version 2' }).click();
    await expect(rollout.getByText('stopped', { exact: true })).toBeVisible();
  });

  test('let a guest look, and say why nothing can be changed', async ({ page }) => {
    await signInAs(page, 'Gus');
    await page.goto(`/platform/definitions/${definition}/versions`);
    const defective = page.getByRole('button', { name: 'Mark as defective version 1' });
    await expect(defective).toBeDisabled();
    await expect(defective).toHaveAccessibleDescription(/You may not change the versions/);
  });

  test('show documentation of types, every resource, drivers and sources', async ({ page }) => {
    await signInAs(page, 'Pia');
    await page.goto('/platform/resource-types/postgres');
    await expect(page.getByRole('table', { name: 'Outputs of postgres' })).toContainText('secret');
    await page.goto('/platform/resources?application=shop&type=postgres');
    await expect(page.getByRole('table', { name: 'Active resources' })).toContainText(
      'postgres.default#pages.db',
    );
    await page.goto('/platform/drivers');
    await page.getByRole('button', { name: /postgres-database/ }).click();
    await expect(page.getByRole('table', { name: 'Inputs of postgres-database' })).toContainText(
      'database',
    );
    await page.goto('/platform/environment-types');
    await expect(page.getByRole('table', { name: 'Environment types' })).toContainText('staging');
    await page.goto('/platform/sources');
    await expect(page.getByRole('heading', { name: 'platform', exact: true })).toBeVisible();
  });
});
