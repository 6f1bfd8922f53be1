import type { JsonObject } from '@tutti/score';
import type { EncryptedColumn } from '../secrets/EncryptedColumns';
import type { KeyRing } from '../secrets/KeyRing';

/** Columns of the ledger that are cipher text. */
export type LedgerCipherColumn = 'state' | 'secret_outputs' | 'generated';

/** The columns that execution encrypts, for encrypting again after a rotation of the key. */
export const EXECUTION_ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'ledger', column: 'state', rowColumn: 'uid' },
  { table: 'ledger', column: 'secret_outputs', rowColumn: 'uid' },
  { table: 'ledger', column: 'generated', rowColumn: 'uid' },
  { table: 'journal', column: 'intent', rowColumn: 'uid' },
];

/** Seals and opens what must not stand in clear in the ledger and the journal. */
export class LedgerCiphers {
  readonly #keyRing: KeyRing;

  private constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  static create(options: { keyRing: KeyRing }): LedgerCiphers {
    return new LedgerCiphers(options.keyRing);
  }

  /** Cipher text of a JSON object, for one column of one incarnation. */
  seal(ledgerUid: string, column: LedgerCipherColumn, clear: JsonObject): string {
    return this.#keyRing.encrypt(JSON.stringify(clear), {
      table: 'ledger',
      row: ledgerUid,
      column,
    });
  }

  /** Opens what {@link seal} made; an empty column is undefined. */
  open(
    ledgerUid: string,
    column: LedgerCipherColumn,
    cipher: string | undefined,
  ): JsonObject | undefined {
    return cipher === undefined
      ? undefined
      : JSON.parse(this.#keyRing.decrypt(cipher, { table: 'ledger', row: ledgerUid, column }));
  }

  /** Cipher text of an intent. */
  sealIntent(journalUid: string, intent: JsonObject): string {
    return this.#keyRing.encrypt(JSON.stringify(intent), {
      table: 'journal',
      row: journalUid,
      column: 'intent',
    });
  }
}
