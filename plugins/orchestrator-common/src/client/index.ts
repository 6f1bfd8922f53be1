export * from './PlatformOrchestratorApi';
