import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { signInAs } from './signInAs';

async function openSystem(page: Page) {
  await page.goto('/catalog/default/system/shop/environments');
  await expect(page.getByRole('table', { name: 'Workloads by environments' })).toBeVisible();
}

test.describe('the application shop', () => {
  test('runs in development after the first start', async ({ page }) => {
    await signInAs(page, 'Ana');
    await openSystem(page);
    const matrix = page.getByRole('table', { name: 'Workloads by environments' });
    for (const workload of [
      'catalog-api',
      'fulfilment',
      'orders-api',
      'orders-migrate',
      'storefront',
    ]) {
      const row = matrix.getByRole('row').filter({ hasText: workload }).first();
      await expect(row.getByText('succeeded').first()).toBeVisible();
    }
  });

  test('is deployed to staging after its plan has been seen, and every phase ends well', async ({
    page,
  }) => {
    await signInAs(page, 'Ana');
    await openSystem(page);
    await page.getByRole('button', { name: 'Deploy to staging' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Deploy', exact: true })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Show plan' }).click();
    const plan = dialog.getByRole('table', { name: 'Plan' });
    await expect(plan.getByText('postgres.default#shop-orders')).toBeVisible();
    await plan.getByRole('button', { name: /postgres.default#catalog-api.db/ }).click();
    await expect(plan.getByText(/postgres-staging/).first()).toBeVisible();
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click();

    await expect(
      page.getByRole('heading', { name: /Deployment #\d+ of shop in staging/ }),
    ).toBeVisible();
    const phases = page.getByRole('list', { name: 'Phases' });
    for (const phase of ['Read', 'Match', 'Create', 'Deploy']) {
      await expect(phases.getByRole('listitem').filter({ hasText: phase })).toContainText(
        'succeeded',
        { timeout: 45_000 },
      );
    }
    await expect(page.getByLabel('Log of the deployment')).toContainText('postgres');
  });

  test('shows what exists in an environment, and no secret', async ({ page }) => {
    await signInAs(page, 'Ana');
    await page.goto('/platform/environments/shop/development');
    const resources = page.getByRole('table', { name: 'Active resources' });
    await resources.getByRole('button', { name: /postgres.default#catalog-api.db/ }).click();
    await expect(resources.getByText(/"password": "•••"/)).toBeVisible();
    await expect(resources.getByText(/"host":/).first()).toBeVisible();
  });

  test('lets a guest look and not deploy', async ({ page }) => {
    await signInAs(page, 'Gus');
    await openSystem(page);
    await expect(page.getByRole('button', { name: 'Deploy to development' })).toBeDisabled();
  });

  test('waits in production until another person has approved', async ({ page, browser }) => {
    await signInAs(page, 'Ana');
    await page.goto('/catalog/default/component/orders-migrate/deployments');
    await page.getByRole('button', { name: 'Deploy to production' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Show plan' }).click();
    await expect(dialog.getByRole('table', { name: 'Plan' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click();
    await expect(page.getByText('awaiting approval')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve this plan' })).toBeDisabled();
    await expect(page.getByText(/your own request/).first()).toBeVisible();

    const other = await browser.newPage();
    await signInAs(other, 'Ben');
    await other.goto('/platform/deployments?waitsFor=me');
    const { pathname } = new URL(page.url());
    await other.locator(`a[href$="${pathname}"]`).click();
    await other.getByRole('button', { name: 'Approve this plan' }).click();
    const verdict = other.getByRole('dialog');
    await verdict.getByRole('textbox', { name: 'Comment' }).fill('Looked at it');
    await verdict.getByRole('button', { name: 'Approve this plan' }).click();
    await expect(other.getByRole('list', { name: 'Phases' })).toContainText(/Deploy succeeded/, {
      timeout: 45_000,
    });
    await other.close();
  });

  test('has its databases in the catalog graph of the component', async ({ page }) => {
    await signInAs(page, 'Ana');
    // The graph does not follow the catalog by itself, which needs a moment to relate what it was told.
    await expect(async () => {
      await page.goto(
        '/catalog-graph?rootEntityRefs%5B%5D=component%3Adefault%2Fcatalog-api&maxDepth=1',
      );
      await expect(page.getByText(/Database catalog-api.db/).first()).toBeVisible({
        timeout: 5_000,
      });
    }).toPass({ timeout: 50_000 });
  });
});
