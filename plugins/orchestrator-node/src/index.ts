/**
 * Contracts for authors of drivers, policies and secret stores of the platform orchestrator.
 *
 * @packageDocumentation
 */
export * from './drivers/Adoption';
export * from './drivers/cancellation';
export * from './drivers/compileDriverSchema';
export * from './drivers/Driver';
export * from './drivers/DriverContext';
export * from './drivers/DriverError';
export * from './health/ReadinessChecks';
export * from './manifests/NodeManifests';
export * from './policies/PlanPolicy';
export * from './secrets/secretForms';
export * from './secrets/SecretRedactor';
export * from './secrets/SecretStore';
export * from './extensionPoints';
