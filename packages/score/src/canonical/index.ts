export { canonicalHash, sha256Hex } from './canonicalHash';
export { canonicalJson } from './canonicalJson';
