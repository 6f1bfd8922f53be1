import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { callApi } from './callApi';
import { signInAs } from './signInAs';

const PREVIEW = `pr-${Date.now().toString(36)}`;
const IMAGE = 'nginxinc/nginx-unprivileged';

/** Deploys one workload of a version, and waits for its end. */
async function deploy(page: Page, version: string): Promise<{ uid: string; number: number }> {
  const content = `apiVersion: score.dev/v1b1\nmetadata: { name: hello }\ncontainers: { main: { image: "${IMAGE}:${version}" } }\n`;
  const route = `applications/shop/environments/${PREVIEW}/deployments`;
  const { uid } = await callApi<{ uid: string }>(page, 'ana', route, { scoreFiles: [{ content }] });
  for (;;) {
    const deployment = await callApi<{ uid: string; number: number; status: string }>(
      page,
      'ana',
      `deployments/${uid}`,
    );
    if (deployment.status === 'succeeded') {
      return deployment;
    }
    expect(['pending', 'planning', 'applying', 'verifying']).toContain(deployment.status);
    await page.waitForTimeout(500);
  }
}

test('an environment is rolled back and deleted after the plan has been seen', async ({ page }) => {
  await signInAs(page, 'Ana');
  await callApi(page, 'ana', 'applications/shop/environments', {
    ...{ name: PREVIEW, type: 'development' },
  });
  const first = await deploy(page, '1.26-alpine');
  await deploy(page, '1.27-alpine');

  await page.goto(`/platform/deployments/${first.uid}`);
  await page.getByRole('button', { name: 'Roll back to here…' }).click();
  const rollback = page.getByRole('dialog');
  await expect(rollback.getByRole('table', { name: 'Plan' })).toContainText('workload#hello');
  await rollback.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(page.getByText(`Goes back to deployment #${first.number}`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Phases' })).toContainText(/Deploy succeeded/, {
    timeout: 45_000,
  });

  await page.goto(`/platform/environments/shop/${PREVIEW}`);
  await expect(page.getByText(/hello: held by the rollback #4 of ana/i)).toBeVisible();
  await page.getByRole('button', { name: 'Release hello' }).click();
  await expect(page.getByText(/held by the rollback/)).toBeHidden();

  await page.getByRole('button', { name: 'Delete…' }).click();
  const deletion = page.getByRole('dialog');
  await expect(deletion.getByRole('table', { name: 'Plan' })).toContainText('k8s-delivery');
  const confirm = deletion.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toBeDisabled();
  await deletion.getByRole('textbox', { name: `Type ${PREVIEW} to confirm` }).fill(PREVIEW);
  await confirm.click();
  await expect(page.getByRole('list', { name: 'Phases' })).toContainText(/Deploy succeeded/, {
    timeout: 45_000,
  });
  await page.goto('/catalog/default/system/shop/environments');
  await expect(page.getByRole('table', { name: 'Workloads by environments' })).toBeVisible();
  await expect(page.getByText(PREVIEW, { exact: true })).toBeHidden();
});
