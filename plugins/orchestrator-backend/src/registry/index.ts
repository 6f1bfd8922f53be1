export { DefaultRegistry, type CreateRegistryOptions } from './DefaultRegistry';
export { DatabasePins } from './pins/DatabasePins';
export { DatabaseDefinitionVersions } from './versions/DatabaseDefinitionVersions';
export { DefinitionTests } from './tests/DefinitionTests';
export { ManifestTexts } from './manifests/ManifestTexts';
export { readInlineEnvironments } from './impact/readInlineEnvironments';
export { startImpact } from './startImpact';
export { startRollouts } from './startRollouts';
export type { BoundDefinition, ListDefinitionsFilter, Registry, RegistryReading } from './Registry';
