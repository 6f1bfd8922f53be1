import { formatProblem } from '@tutti/score';
import { validateScore } from '../score/validateScore';
import { type Actions, asOperation } from './Actions';

/** Registers the action `validate-score`. */
export function registerValidateScore(actions: Actions): void {
  actions.actionsRegistry.register({
    name: 'validate-score',
    title: 'Validate a Score file',
    description: 'Checks the text of a Score file and lists every problem with line and column.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.object({ content: zod.string().describe('The text of a Score file') }),
      output: zod =>
        zod.object({
          valid: zod.boolean(),
          workloads: zod.array(zod.string()).describe('Names of the workloads in the file'),
          problems: zod.array(zod.string()).describe('One sentence each, beginning with the place'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { content } = input;
      const { valid, workloads, problems } = await asOperation(
        actions,
        { operation: 'validateScore', credentials, meta: {}, input },
        caller => validateScore(actions.services, { content }, caller),
      );
      return { output: { valid, workloads, problems: problems.map(formatProblem) } };
    },
  });
}
