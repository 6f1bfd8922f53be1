import { type Actions, asOperation } from './Actions';

/** Registers the action `list-environments`. */
export function registerListEnvironments(actions: Actions): void {
  actions.actionsRegistry.register({
    name: 'list-environments',
    title: 'List environments',
    description:
      'Lists the environments of an application in the order of promotion, with the names of the workloads that each ' +
      'is meant to run. Call it first to learn where something can be deployed.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({ application: zod.string().describe('Name of the application, e.g. shop') }),
      output: zod =>
        zod.object({
          environments: zod.array(
            zod.object({
              name: zod.string(),
              type: zod.string().describe('Name of the environment type, e.g. production'),
              status: zod.string().describe('active, paused, deleting or delete-failed'),
              workloads: zod.array(zod.string()),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { application } = input;
      const { items } = await asOperation(
        actions,
        { operation: 'listEnvironments', credentials, meta: { application }, input },
        caller =>
          actions.services.environments.listEnvironments(application, { limit: 200 }, caller),
      );
      return {
        output: {
          environments: items.map(({ name, type, status, workloads }) => ({
            name,
            type,
            status,
            workloads,
          })),
        },
      };
    },
  });
}
