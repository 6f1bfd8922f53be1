export * from './PlatformOrchestratorApi';
export * from './PlatformOrchestratorClient';
export * from './problemsOf';
