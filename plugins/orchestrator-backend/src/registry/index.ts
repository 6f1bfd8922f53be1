export { DefaultRegistry, type CreateRegistryOptions } from './DefaultRegistry';
export type { BoundDefinition, ListDefinitionsFilter, Registry, RegistryReading } from './Registry';
