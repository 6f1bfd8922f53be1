import { type Actions, asOperation } from './Actions';
import { deploymentOutput, deploymentSchema } from './deploymentOutput';

/** Registers the action `get-deployment`. */
export function registerGetDeployment(actions: Actions): void {
  actions.actionsRegistry.register({
    name: 'get-deployment',
    title: 'Get a deployment',
    description:
      'Tells how far a deployment is and, when it has ended without success, why. Ask again every few seconds while ' +
      'the status is not a final one.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({ uid: zod.string().describe('The uid that submit-deployment gave back') }),
      output: zod => zod.object({ deployment: deploymentSchema(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { uid } = input;
      const deployment = await asOperation(
        actions,
        { operation: 'getDeployment', credentials, meta: { uid }, input },
        caller => actions.services.deployments.get(uid, caller),
      );
      return { output: { deployment: deploymentOutput(deployment) } };
    },
  });
}
