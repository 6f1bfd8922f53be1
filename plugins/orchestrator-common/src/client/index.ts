export * from './PlatformOrchestratorApi';
export * from './PlatformOrchestratorClient';
export * from './RequestOptions';
export * from './apis';
export type { DiscoveryApi, FetchApi } from './http/createHttpCall';
export * from './problemsOf';
