import { expect, test } from '@playwright/test';
import { faintTexts } from './accessibility/faintTexts';
import { namelessElements } from './accessibility/namelessElements';
import { signInAs } from './signInAs';

/** Pages, and a heading or table that is there once they are read. */
const PAGES: Record<string, string> = {
  '/platform/definitions': 'Resource definitions',
  '/platform/definitions/postgres-development': 'Pages of postgres-development',
  '/platform/definitions/postgres-development/versions': 'Versions of postgres-development',
  '/platform/definitions/postgres-development/rollouts': 'Pages of postgres-development',
  '/platform/definitions/postgres-development/pins': 'Pages of postgres-development',
  '/platform/resource-types': 'Resource types',
  '/platform/resource-types/postgres': 'Params of postgres',
  '/platform/resources': 'Filter of the resources',
  '/platform/environment-types': 'Pages of the platform',
  '/platform/drivers': 'Pages of the platform',
  '/platform/sources': 'Filter of the sources',
  '/platform/webhooks': 'Filter of the webhooks',
  '/platform/try-it': 'Pages of the platform',
  '/platform/deployments': 'Pages of the platform',
};

test.describe('pages of the platform can be used by everybody', () => {
  for (const [path, label] of Object.entries(PAGES)) {
    test(`${path} names what can be operated, and writes it legibly`, async ({ page }) => {
      await signInAs(page, 'Pia');
      await page.goto(path);
      await page.getByLabel(label, { exact: true }).first().waitFor();
      const main = page.getByRole('main');
      expect(await namelessElements(main)).toEqual([]);
      expect(await faintTexts(main)).toEqual([]);
    });
  }

  test('the checks find what nobody could use', async ({ page }) => {
    await page.setContent(`<main style="background: #fff">
      <button></button><a href="/x"><svg></svg></a>
      <p style="color: #bbb">Faint</p><p style="color: #555">Legible</p></main>`);
    const main = page.locator('main');
    expect(await namelessElements(main)).toHaveLength(2);
    expect(await faintTexts(main)).toEqual([expect.stringMatching(/^1\.\d\d to 1: Faint$/)]);
  });
});
