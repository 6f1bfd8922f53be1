export type { LocatedDocument, Location } from './LocatedDocument';
export type { ReadYamlOptions } from './ReadYamlOptions';
export { readYaml, TOO_MANY_DOCUMENTS } from './readYaml';
