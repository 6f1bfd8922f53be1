import { expect, test } from '@playwright/test';
import { signInAs } from './signInAs';

test('the template New service goes from a form to a component that runs in development', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const name = `greeter-${Date.now().toString(36)}`;
  await signInAs(page, 'Ana');
  await page.goto('/create/templates/default/new-service');
  await page.getByLabel('Name', { exact: false }).first().fill(name);
  await page.getByLabel(/Owner/).click();
  await page.getByRole('option', { name: 'Shop team' }).click();
  await page.getByLabel(/Application/).click();
  await page.getByRole('option', { name: 'Shop', exact: true }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('link', { name: 'The component' })).toBeVisible({ timeout: 60_000 });

  await page.goto(`/catalog/default/component/${name}/deployments`);
  await expect(page.getByText('succeeded').first()).toBeVisible({ timeout: 30_000 });
  // The graph does not follow the catalog by itself, which needs a moment to relate what it was told.
  await expect(async () => {
    await page.goto(`/catalog-graph?rootEntityRefs%5B%5D=component%3Adefault%2F${name}&maxDepth=1`);
    await expect(page.getByText(new RegExp(`Database ${name}.db`)).first()).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 60_000 });
});
