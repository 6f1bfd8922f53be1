/**
 * Pure orchestration logic: matching, the resource graph and the plan.
 *
 * @packageDocumentation
 */

export * from './model';
export * from './read';
export * from './match';
export * from './graph';
export * from './plan';
export * from './diff';
export * from './test';
export { linearPattern } from './schema';
export type { LinearPattern } from './schema';
