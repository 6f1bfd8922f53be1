/**
 * The Score specification in TypeScript: reading, upgrading, validating and addressing workload files.
 *
 * @packageDocumentation
 */

export * from './canonical';
export * from './graph';
export * from './identity';
export * from './json';
export * from './marks';
export * from './overrides';
export * from './placeholders';
export * from './problems';
export * from './specification';
export * from './substitution';
export * from './upgrades';
export * from './validation';
export * from './yaml';
