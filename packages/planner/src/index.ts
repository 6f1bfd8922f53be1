/**
 * Pure orchestration logic: matching, the resource graph and the plan.
 *
 * @packageDocumentation
 */

export {};
