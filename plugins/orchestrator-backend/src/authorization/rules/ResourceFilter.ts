/**
 * What the rules of conditional decisions turn into, and what `applyResourceFilter` turns into SQL. The same
 * shapes serve every resource type; a rule uses only those that its resource has.
 */
export type ResourceFilter =
  /** The owner is one of these entity references, in lower case. */
  | { kind: 'owner'; refs: string[] }
  /** The environment type is one of these names. */
  | { kind: 'environment-type'; types: string[] }
  /** The label is there, and has this value when one is given. */
  | { kind: 'label'; label: string; value?: string }
  /** The resource type of a definition is one of these names. */
  | { kind: 'resource-type'; types: string[] };
