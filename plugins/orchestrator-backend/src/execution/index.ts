export * from './Execution';
export * from './ExecutionSettings';
export { createWorkQueue } from './queue/createWorkQueue';
export { declareConfiguredRestore } from './restore/declareConfiguredRestore';
export type { WorkQueue } from './queue/WorkQueue';
