import type { SecretReference } from '@tutti/score';

/** What External Secrets asks its store for. @public */
export interface RemoteReference {
  key: string;
  property?: string;
}

/** The store of secret outputs of ledger rows. */
const LEDGER_STORE = 'ledger';

/** The remote key of a secret output of a ledger row: `<environment uid>/<ledger uid>/<output>`. @public */
export function ledgerRemoteReference(
  environmentUid: string,
  ledgerUid: string,
  output: string,
): RemoteReference {
  return { key: `${environmentUid}/${ledgerUid}/${output}` };
}

/**
 * The remote key of a reference: that of a ledger row's output, or `<store>/<key>` with its property.
 *
 * @public
 */
export function remoteReference(
  environmentUid: string,
  { store, key, property }: SecretReference,
): RemoteReference {
  if (store === LEDGER_STORE) {
    return property === undefined
      ? { key: `${environmentUid}/${key}` }
      : ledgerRemoteReference(environmentUid, key, property);
  }
  return { key: `${store}/${key}`, ...(property !== undefined && { property }) };
}
