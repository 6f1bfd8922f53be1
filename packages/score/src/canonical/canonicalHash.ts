import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { canonicalJson } from './canonicalJson';
import { encodeUtf8 } from './encodeUtf8';

/** The SHA-256 of a text's UTF-8 bytes, 64 lower-case hex digits. @public */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(encodeUtf8(text)));
}

/**
 * The SHA-256 of a value's canonical JSON (RFC 8785), 64 lower-case hex digits: the same for equal
 * values, in Node and in the browser. Throws as {@link canonicalJson} does.
 * @public
 */
export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
