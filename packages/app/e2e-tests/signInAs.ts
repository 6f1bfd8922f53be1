import type { Page } from '@playwright/test';

/** Signs in as one of the sample's people with one click, from the first page. */
export async function signInAs(page: Page, title: 'Ana' | 'Ben' | 'Pia' | 'Gus'): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Sign in as ${title}` }).click();
  await page.getByRole('link', { name: 'Settings' }).first().waitFor();
}
