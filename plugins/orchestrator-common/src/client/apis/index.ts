export * from './ApplicationsApi';
export * from './DefinitionsApi';
export * from './DefinitionTestsApi';
export * from './DeploymentsApi';
export * from './RegistryApi';
export * from './ResourcesApi';
export * from './RolloutsApi';
export * from './ScoreApi';
