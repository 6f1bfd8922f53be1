export { DefaultRegistry, type CreateRegistryOptions } from './DefaultRegistry';
export { DatabasePins } from './pins/DatabasePins';
export { DatabaseDefinitionVersions } from './versions/DatabaseDefinitionVersions';
export type { BoundDefinition, ListDefinitionsFilter, Registry, RegistryReading } from './Registry';
