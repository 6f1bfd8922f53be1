export { DefaultRegistry, type CreateRegistryOptions } from './DefaultRegistry';
export { DatabaseDefinitionVersions } from './versions/DatabaseDefinitionVersions';
export type { BoundDefinition, ListDefinitionsFilter, Registry, RegistryReading } from './Registry';
