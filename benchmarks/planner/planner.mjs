// What is measured, and how it is asked for: packages are TypeScript that is compiled when it is required.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The functions of the planner that the server, the command line and the impact report call too. */
export const {
  EMPTY_SET,
  buildSnapshot,
  checkManifests,
  plan,
  planHasErrors,
  readManifests,
  resolveNode,
} = require('@tutti/planner');
export const { formatProblem, readScore } = require('@tutti/score');

/** Drivers that take anything, so that what is measured is planning. */
export const drivers = [
  { id: 'static', version: '1', inputs: { type: 'object' }, refersOnly: true },
  {
    id: 'workload',
    version: '1',
    inputs: { type: 'object' },
    secretInputs: 'reference',
    producesManifests: true,
  },
  { id: 'delivery', version: '1', inputs: { type: 'object' }, delivers: true },
];
