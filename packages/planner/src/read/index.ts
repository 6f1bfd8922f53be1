export { buildSnapshot } from './buildSnapshot';
export { builtInResourceTypes } from './builtInResourceTypes';
export { checkManifests } from './checkManifests';
export { definitionHash } from './definitionHash';
export { MANIFEST_API_VERSION, manifestKey } from './Manifest';
export type { Manifest, ManifestKind, ManifestOf } from './Manifest';
export { manifestSchemas } from './manifestSchemas';
export { readManifests } from './readManifests';
