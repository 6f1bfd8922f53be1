import type { EncryptedColumn } from '../secrets/EncryptedColumns';
import type { KeyRing } from '../secrets/KeyRing';

/** The columns that webhooks encrypt, for encrypting again after a rotation of the key. */
export const WEBHOOK_ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'webhooks', column: 'url', rowColumn: 'uid' },
  { table: 'webhooks', column: 'secret', rowColumn: 'uid' },
];

/** Seals and opens the addresses and secrets of webhooks. */
export class WebhookCiphers {
  readonly #keyRing: KeyRing;

  private constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  static create(options: { keyRing: KeyRing }): WebhookCiphers {
    return new WebhookCiphers(options.keyRing);
  }

  seal(uid: string, column: 'url' | 'secret', clear: string): string {
    return this.#keyRing.encrypt(clear, { table: 'webhooks', row: uid, column });
  }

  open(uid: string, column: 'url' | 'secret', cipher: string): string {
    return this.#keyRing.decrypt(cipher, { table: 'webhooks', row: uid, column });
  }
}
