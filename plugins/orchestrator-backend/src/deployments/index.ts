export * from './DatabaseDeployments';
export * from './Deployments';
export * from './gates/DatabaseGates';
export * from './gates/Gates';
export * from './lifecycle/ClonePlans';
