import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { CipherPlace, KeyRing } from './KeyRing';
import { readKeyConfigs, type KeyConfig } from './readKeyConfigs';

const FORMAT = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Says what a derived key is for, so that one configured secret never serves two purposes with one key. */
const ENCRYPTION_PURPOSE = 'platform-orchestrator/encryption';
const FINGERPRINT_PURPOSE = 'platform-orchestrator/fingerprint';

/**
 * Key ring with AES-256-GCM (NIST SP 800-38D, random 96-bit iv) under keys that HKDF-SHA-256 (RFC 5869) derives from
 * the configured secrets. The place and the key's id are the associated data.
 */
export class AesKeyRing implements KeyRing {
  readonly currentKeyId: string;
  readonly #encryptionKeys: Map<string, Buffer>;
  readonly #fingerprintKey: Buffer;

  /** @throws InputError when no usable key is configured; the message says what to set. */
  static fromConfig(config: Config): AesKeyRing {
    return new AesKeyRing(readKeyConfigs(config));
  }

  private constructor(keys: KeyConfig[]) {
    const [first] = keys;
    this.currentKeyId = first.id;
    this.#fingerprintKey = deriveKey(first.secret, FINGERPRINT_PURPOSE);
    this.#encryptionKeys = new Map(
      keys.map(({ id, secret }) => [id, deriveKey(secret, ENCRYPTION_PURPOSE)]),
    );
  }

  encrypt(clear: string, place: CipherPlace): string {
    const id = this.currentKeyId;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#encryptionKey(id, place), iv);
    cipher.setAAD(associatedData(id, place));
    const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
    const packed = Buffer.concat([iv, cipher.getAuthTag(), body]);
    return `${FORMAT}.${id}.${packed.toString('base64url')}`;
  }

  decrypt(cipher: string, place: CipherPlace): string {
    const [format, id, text, ...rest] = cipher.split('.');
    const packed = Buffer.from(text ?? '', 'base64url');
    if (format !== FORMAT || rest.length > 0 || packed.length < IV_BYTES + TAG_BYTES) {
      throw new InputError(
        `What stands in ${describe(place)} is not a cipher text of the form ${FORMAT}.<key id>.<text>.`,
      );
    }
    const key = this.#encryptionKey(id, place);
    const decipher = createDecipheriv('aes-256-gcm', key, packed.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(id, place));
    decipher.setAuthTag(packed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(packed.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch (error) {
      throw new InputError(
        `The cipher text in ${describe(place)} cannot be decrypted with the key "${id}": the secret of that key ` +
          'is another one than it was encrypted with, or the text was changed or moved from another place.',
        error,
      );
    }
  }

  fingerprint(clear: string): string {
    return createHmac('sha256', this.#fingerprintKey).update(clear, 'utf8').digest('hex');
  }

  #encryptionKey(id: string, place: CipherPlace): Buffer {
    const key = this.#encryptionKeys.get(id);
    if (!key) {
      throw new InputError(
        `${describe(place)} is encrypted with the key "${id}", which is not configured. Add it to ` +
          'platformOrchestrator.secrets.keys, after the first one, until everything has been encrypted again.',
      );
    }
    return key;
  }
}

function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES));
}

function associatedData(keyId: string, place: CipherPlace): Buffer {
  const parts = [FORMAT, keyId, place.table, place.row, place.column];
  return Buffer.from(JSON.stringify(parts), 'utf8');
}

function describe(place: CipherPlace): string {
  return `column "${place.column}" of row "${place.row}" in table "${place.table}"`;
}
