import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { callApi } from './callApi';
import { signInAs } from './signInAs';

const PREVIEW = `pr-${Date.now().toString(36)}`;
const IMAGE = 'nginxinc/nginx-unprivileged';

const PREVIEW_TYPE = `
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: preview, title: Preview }
spec: { order: 5, preview: true, lifetime: { default: 24h, maximum: 7d } }
`;

/** Deploys one workload of a version, and waits for its end. */
async function deploy(
  page: Page,
  version: string,
  environment = PREVIEW,
): Promise<{ uid: string; number: number }> {
  const content = `apiVersion: score.dev/v1b1\nmetadata: { name: hello }\ncontainers: { main: { image: "${IMAGE}:${version}" } }\n`;
  const route = `applications/shop/environments/${environment}/deployments`;
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

test('an environment is cloned after its plan has been seen, and a preview lives longer', async ({
  page,
}) => {
  const origin = `${PREVIEW}-a`;
  const clone = `${PREVIEW}-b`;
  await signInAs(page, 'Ana');
  await callApi(page, 'pia', 'environment-types/preview', { manifest: PREVIEW_TYPE }, 'PUT');
  await callApi(page, 'ana', 'applications/shop/environments', {
    ...{ name: origin, type: 'development' },
  });
  await deploy(page, '1.27-alpine', origin);

  await page.goto(`/platform/environments/shop/${origin}`);
  await page.getByRole('button', { name: 'Clone…' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Clone', exact: true });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(clone);
  await dialog.getByRole('button', { name: /Type$/ }).click();
  await page.getByRole('option', { name: 'Preview' }).click();
  await dialog.getByRole('textbox', { name: 'Deletes itself after' }).fill('2h');
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('button', { name: 'Show plan' }).click();
  // The sample defines nothing for previews, so this plan cannot be carried out.
  await expect(dialog.getByRole('table', { name: 'Plan' })).toContainText('blocked');
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('button', { name: /Type$/ }).click();
  await page.getByRole('option', { name: 'Development' }).click();
  await dialog.getByRole('button', { name: 'Show plan' }).click();
  await expect(dialog.getByRole('table', { name: 'Plan' })).toContainText('workload#hello');
  await confirm.click();
  await expect(page.getByRole('list', { name: 'Phases' })).toContainText(/Deploy succeeded/, {
    timeout: 45_000,
  });

  const preview = `${PREVIEW}-c`;
  await callApi(page, 'ana', 'applications/shop/environments', {
    ...{ name: preview, type: 'preview' },
  });
  await page.goto(`/platform/environments/shop/${preview}`);
  await page.getByRole('button', { name: 'Extend…' }).click();
  await page.getByRole('textbox', { name: 'Deletes itself after' }).fill('3d');
  await page.getByRole('button', { name: 'Extend', exact: true }).click();
  await expect(page.getByText('in 2 days')).toBeVisible();

  await page.goto('/catalog/default/system/shop/environments');
  const matrix = page.getByRole('table', { name: 'Workloads by environments' });
  const columns = await matrix.getByRole('columnheader').count();
  await matrix.getByRole('button', { name: /Previews/ }).click();
  await expect(matrix.getByRole('columnheader')).not.toHaveCount(columns);
  await expect(matrix.getByText('Deletes itself in 2 days').first()).toBeVisible();

  for (const name of [origin, clone, preview]) {
    await callApi(page, 'ana', `applications/shop/environments/${name}/deletion`, {});
  }
});
