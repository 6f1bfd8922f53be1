import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { listCiphersOfOtherKeys } from '../database/secrets/listCiphersOfOtherKeys';
import { replaceCipher } from '../database/secrets/replaceCipher';
import type { EncryptedColumn } from './EncryptedColumns';
import type { KeyRing } from './KeyRing';

/** What {@link reencrypt} works on. */
export interface ReencryptOptions {
  database: Knex;
  keyRing: KeyRing;
  columns: readonly EncryptedColumn[];
  logger: LoggerService;
  /** Stops between two rows. */
  signal?: AbortSignal;
}

/** How many cipher texts {@link reencrypt} found under other keys than the first. */
export interface ReencryptResult {
  reencrypted: number;
  /** Cipher texts that no configured key decrypts; each is logged by its place. */
  unreadable: number;
}

/**
 * Encrypts with the first key whatever stands under another one, so that the other one can be taken out of the
 * configuration. Safe beside writers and other replicas: a text is replaced only while it is the one that was read.
 */
export async function reencrypt(options: ReencryptOptions): Promise<ReencryptResult> {
  const result = { reencrypted: 0, unreadable: 0 };
  for (const column of options.columns) {
    await reencryptColumn(column, options, result);
  }
  return result;
}

async function reencryptColumn(
  column: EncryptedColumn,
  options: ReencryptOptions,
  result: ReencryptResult,
): Promise<void> {
  const { database, keyRing, logger, signal } = options;
  let afterRow: string | undefined;
  for (;;) {
    const found = await listCiphersOfOtherKeys(database, {
      ...column,
      keyId: keyRing.currentKeyId,
      afterRow,
    });
    if (found.length === 0) {
      return;
    }
    for (const { row, cipher } of found) {
      signal?.throwIfAborted();
      const place = { table: column.table, row, column: column.column };
      let clear: string;
      try {
        clear = keyRing.decrypt(cipher, place);
      } catch (error) {
        result.unreadable += 1;
        logger.error('A cipher text cannot be encrypted again with the first key.', error as Error);
        continue;
      }
      const replacement = keyRing.encrypt(clear, place);
      if (await replaceCipher(database, { ...column, row, cipher, replacement })) {
        result.reencrypted += 1;
      }
    }
    afterRow = found[found.length - 1].row;
  }
}
