/** A column that holds cipher texts of the key ring, or NULL. */
export interface EncryptedColumn {
  table: string;
  column: string;
  /** Column with the row's unique key; its value as text is the `row` of the cipher's place. */
  rowColumn: string;
}

/** The columns that this room encrypts; the other rooms add theirs. */
export const SECRETS_ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'secrets', column: 'cipher', rowColumn: 'uid' },
  { table: 'value_versions', column: 'cipher', rowColumn: 'uid' },
];
