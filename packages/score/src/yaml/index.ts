export type { LocatedDocument, Location } from './LocatedDocument';
export type { ReadYamlOptions } from './ReadYamlOptions';
export { readYaml } from './readYaml';
