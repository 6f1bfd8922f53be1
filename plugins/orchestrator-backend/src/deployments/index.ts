export * from './DatabaseDeployments';
export * from './Deployments';
