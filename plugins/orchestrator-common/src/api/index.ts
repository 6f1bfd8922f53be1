export * from './deployments';
export * from './environments';
export * from './impact';
export * from './plans';
export * from './registry';
export * from './resources';
export * from './rollouts';
export * from './webhooks';
