export { isSecretValue, secretValue, type SecretReference, type SecretValue } from './SecretValue';
export { isKnownAfter, knownAfter, type KnownAfter } from './KnownAfter';
export { collectKnownAfter } from './collectKnownAfter';
export { containsKnownAfter, containsSecret } from './containsMark';
export { mapSecrets } from './mapSecrets';
