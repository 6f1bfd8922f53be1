export * from './Execution';
export * from './ExecutionSettings';
export { createWorkQueue } from './queue/createWorkQueue';
export type { WorkQueue } from './queue/WorkQueue';
