import type { JsonSchema } from '@tutti/planner';

/** The inputs of `git-delivery`. */
export const gitDeliveryInputs: JsonSchema = {
  type: 'object',
  required: ['repository'],
  additionalProperties: false,
  properties: {
    repository: {
      type: 'string',
      minLength: 1,
      identity: true,
      description: 'Name of a repository under platformOrchestrator.git.repositories.',
    },
    branch: {
      type: 'string',
      minLength: 1,
      description: 'Default: the branch of the repository in the configuration, or else main.',
    },
    directory: {
      type: 'string',
      description: 'Folder in the repository under which <application>/<environment> lies.',
    },
  },
};

/** The outputs of `git-delivery`. */
export const gitDeliveryOutputs: JsonSchema = {
  type: 'object',
  required: ['commit', 'repository', 'branch', 'path'],
  properties: {
    commit: { type: 'string', description: 'The commit that brought the folder into its state.' },
    repository: { type: 'string' },
    branch: { type: 'string' },
    path: { type: 'string' },
  },
};
