export * from './identity';
export * from './registry';
export * from './deploymentSet';
export * from './ledger';
export * from './plan';
