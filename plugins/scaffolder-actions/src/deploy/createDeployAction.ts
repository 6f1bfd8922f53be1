import fs from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { deployExamples } from './createDeployAction.examples';
import { waitForDeployment } from './waitForDeployment';

const DEFAULT_TIMEOUT_SECONDS = 900;

/** What {@link createDeployAction} needs. */
export interface CreateDeployActionOptions {
  api: PlatformOrchestratorApi;
  auth: AuthService;
  /** Where the portal's pages are, for the link to the deployment; without a slash at the end. */
  appBaseUrl: string;
}

/**
 * The template action `tutti:deploy`: deploys a Score file of the workspace to an environment as the person who runs
 * the template, and waits until it has succeeded. Run again after a crash of the scaffolder, it finds the deployment
 * that it submitted before instead of submitting another one.
 */
export function createDeployAction(options: CreateDeployActionOptions) {
  const { api, auth, appBaseUrl } = options;
  return createTemplateAction({
    id: 'tutti:deploy',
    description: 'Deploys a Score file to an environment and waits until it runs.',
    examples: deployExamples,
    supportsDryRun: true,
    schema: {
      input: {
        application: z => z.string({ description: 'Name of the application.' }),
        environment: z => z.string({ description: 'Name of the environment.' }),
        scoreFile: z =>
          z
            .string({
              description: 'Path of the Score file in the workspace. Default: score.yaml.',
            })
            .optional(),
        images: z =>
          z
            .record(z.string(), {
              description:
                'Image per container; "*" stands for every container whose image is ".".',
            })
            .optional(),
        repository: z =>
          z
            .string({ description: 'Address of the repository that the file belongs to.' })
            .optional(),
        comment: z => z.string({ description: 'Why it is deployed.' }).optional(),
        commit: z => z.string({ description: 'The commit that is deployed.' }).optional(),
        onBusy: z =>
          z
            .enum(['queue', 'refuse', 'supersede'], {
              description:
                'When another deployment waits or runs: wait for its turn (default), fail, or take the place of ' +
                'waiting ones that this one covers.',
            })
            .optional(),
        wait: z =>
          z
            .boolean({ description: 'Whether to wait until it has ended. Default: true.' })
            .optional(),
        timeoutSeconds: z =>
          z
            .number({ description: `How long to wait. Default: ${DEFAULT_TIMEOUT_SECONDS}.` })
            .optional(),
      },
      output: {
        deploymentUid: z => z.string({ description: 'The uid of the deployment.' }),
        number: z => z.number({ description: 'Its number within the environment.' }),
        status: z => z.string({ description: 'Its status when the action ended.' }),
        deploymentUrl: z => z.string({ description: 'Address of its page.' }),
      },
    },
    async handler(ctx) {
      const { application, environment, repository, images, comment, commit, onBusy } = ctx.input;
      const scoreFile = ctx.input.scoreFile ?? 'score.yaml';
      const content = await readScoreFile(ctx.workspacePath, scoreFile);
      const token = async () => {
        const credentials = await ctx.getInitiatorCredentials();
        const issued = await auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: PLUGIN_ID,
        });
        return issued.token;
      };

      if (ctx.isDryRun) {
        const { valid, problems } = await api.validateScore(
          { content, name: scoreFile },
          { token: await token() },
        );
        if (!valid) {
          throw new InputError(
            `The Score file ${scoreFile} is not valid: ${problems.map(({ message }) => message).join(' ')}`,
          );
        }
        ctx.logger.info(`Dry run: ${scoreFile} is valid; nothing was deployed.`);
        return;
      }

      const { uid, number } = await ctx.checkpoint({
        key: `deploy.${application}.${environment}.${scoreFile}`,
        fn: async () => {
          const deployment = await api.submitDeployment(
            application,
            environment,
            {
              scoreFiles: [
                {
                  content,
                  name: scoreFile,
                  ...(images ? { images } : {}),
                  ...(repository ? { source: { repository, path: scoreFile } } : {}),
                },
              ],
              ...(comment ? { comment } : {}),
              ...(commit ? { commit } : {}),
              ...(onBusy ? { onBusy } : {}),
            },
            {
              token: await token(),
              // A step with `each` runs several times, with a file of its own each time.
              idempotencyKey: `scaffolder:${ctx.task.id}:${ctx.step?.id ?? 'deploy'}:${encodeURIComponent(scoreFile)}`,
            },
          );
          return { uid: deployment.uid, number: deployment.number };
        },
      });
      const deploymentUrl = `${appBaseUrl}/platform/deployments/${uid}`;
      ctx.logger.info(
        `Deployment #${number} of ${application} in ${environment}: ${deploymentUrl}`,
      );
      ctx.output('deploymentUid', uid);
      ctx.output('number', number);
      ctx.output('deploymentUrl', deploymentUrl);

      if (ctx.input.wait === false) {
        const deployment = await api.getDeployment(uid, { token: await token() });
        ctx.output('status', deployment.status);
        return;
      }
      const deployment = await waitForDeployment({
        load: async () => api.getDeployment(uid, { token: await token(), signal: ctx.signal }),
        onStatus: status => ctx.logger.info(`Deployment #${number}: ${status}`),
        timeoutMilliseconds: (ctx.input.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
        signal: ctx.signal,
      });
      ctx.output('status', deployment.status);
      if (deployment.status !== 'succeeded') {
        throw new Error(
          `Deployment #${number} of ${application} in ${environment} ended as ${deployment.status}${
            deployment.error ? `: ${deployment.error}` : '.'
          } See ${deploymentUrl}`,
        );
      }
    },
  });
}

async function readScoreFile(workspacePath: string, scoreFile: string): Promise<string> {
  const file = resolveSafeChildPath(workspacePath, scoreFile);
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `There is no Score file ${scoreFile} in the workspace. Say where it is with the input scoreFile.`,
      error,
    );
  }
}
