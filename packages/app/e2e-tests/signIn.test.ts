import { expect, test } from '@playwright/test';

test('a person signs in with one click, stays signed in over a reload, and signs out', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in as Ana' }).click();
  await expect(page.getByRole('heading', { name: /Catalog/ })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: /Catalog/ })).toBeVisible();

  await page.goto('/settings');
  await expect(page.getByRole('link', { name: 'Shop team' })).toBeVisible();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByRole('button', { name: 'Sign in as Ben' })).toBeVisible();
});

test('the page says who is signed in', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign in as Gus' }).click();
  await expect(page.getByRole('link', { name: /^Gus/ }).first()).toBeVisible();
});

test('the sample application is in the catalog, with its workloads', async ({ page }) => {
  await page.goto('/catalog/default/system/shop');
  await page.getByRole('button', { name: 'Sign in as Ana' }).click();
  await expect(page.getByRole('heading', { name: /Shop/ }).first()).toBeVisible();
  for (const workload of ['storefront', 'catalog-api', 'orders-api']) {
    await expect(page.getByRole('link', { name: workload }).first()).toBeVisible();
  }
});
