import { explainMatch } from '../explainMatch';
import { type Actions, asOperation } from './Actions';

/** Registers the action `explain-match`. */
export function registerExplainMatch(actions: Actions): void {
  actions.actionsRegistry.register({
    name: 'explain-match',
    title: 'Explain a match',
    description:
      'Says which resource definition a request matches in an environment, and why the others do not. Give either an ' +
      'environment of the application, or an environment type to ask about one that does not exist.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          application: zod.string().describe('Name of the application, e.g. shop'),
          environment: zod.string().optional().describe('Name of an environment'),
          environmentType: zod.string().optional().describe('Name of an environment type'),
          type: zod.string().describe('Resource type, e.g. postgres'),
          class: zod.string().optional().describe('Class; default when left out'),
          id: zod.string().optional().describe('Id of the resource, e.g. web.db'),
        }),
      output: zod =>
        zod.object({
          definition: zod.string().optional().describe('Name of the definition that wins, if any'),
          version: zod.number().optional(),
          text: zod.string().describe('The explanation'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { application } = input;
      const { winner, text } = await asOperation(
        actions,
        { operation: 'explainMatch', credentials, meta: { application }, input },
        caller => explainMatch(actions.services, input, caller),
      );
      return { output: { definition: winner?.definition, version: winner?.version, text } };
    },
  });
}
