import { submitDeployment } from '../submitDeployment';
import { type Actions, asOperation } from './Actions';
import { deploymentOutput, deploymentSchema } from './deploymentOutput';

/** Registers the action `submit-deployment`. */
export function registerSubmitDeployment(actions: Actions): void {
  actions.actionsRegistry.register({
    name: 'submit-deployment',
    title: 'Submit a deployment',
    description:
      'Submits the Score file of one workload to an environment and answers at once; follow the deployment with ' +
      'get-deployment. Give either the text of the file, or the catalog Component whose annotations say where it is. ' +
      'With planOnly nothing is changed and the deployment ends as planned.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.object({
          application: zod.string().describe('Name of the application, e.g. shop'),
          environment: zod.string().describe('Name of the environment, e.g. development'),
          content: zod.string().optional().describe('The text of a Score file'),
          component: zod
            .string()
            .optional()
            .describe('Entity reference of a Component, e.g. component:default/storefront'),
          images: zod
            .record(zod.string())
            .optional()
            .describe(
              'Image by name of the container; * stands for every container whose image is "."',
            ),
          planOnly: zod.boolean().optional().describe('Plan it, and change nothing'),
          onBusy: zod
            .enum(['queue', 'refuse', 'supersede'])
            .optional()
            .describe(
              'When another deployment waits or runs: wait for its turn (default), refuse, or take the place of ' +
                'waiting ones that this one covers',
            ),
          comment: zod.string().optional().describe('Why, for the history'),
          idempotencyKey: zod
            .string()
            .optional()
            .describe('Makes a second call with the same input give the first answer'),
        }),
      output: zod => zod.object({ deployment: deploymentSchema(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { application, environment, content, component, images } = input;
      const { planOnly, onBusy, comment, idempotencyKey } = input;
      const deployment = await asOperation(
        actions,
        { operation: 'submitDeployment', credentials, meta: { application, environment }, input },
        caller =>
          submitDeployment(actions.services, {
            application,
            environment,
            request: {
              scoreFiles: [{ content, component, images }],
              ...{ planOnly, onBusy, comment },
            },
            caller,
            route: `action submit-deployment ${application}/${environment}`,
            idempotencyKey,
          }),
      );
      return { output: { deployment: deploymentOutput(deployment) } };
    },
  });
}
