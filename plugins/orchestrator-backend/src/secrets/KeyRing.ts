/** Where a cipher text stands. It is authenticated with the text, so a text moved elsewhere does not decrypt. */
export interface CipherPlace {
  /** Name of the table. */
  table: string;
  /** Key of the row, as text. */
  row: string;
  /** Name of the column, or of a field within it. */
  column: string;
}

/**
 * Encrypts what must not stand in clear in the database. Keys come from the configuration: the first encrypts, all
 * decrypt, so that a key is rotated by putting a new one in front and taking the old one out when everything has been
 * encrypted again.
 */
export interface KeyRing {
  /** Id of the key that encrypts. */
  readonly currentKeyId: string;
  /** Encrypts to `v1.<key id>.<base64url of iv, tag and cipher>`; every call gives another text. */
  encrypt(clear: string, place: CipherPlace): string;
  /**
   * Gives back the clear text.
   *
   * @throws InputError when the text is not of this form, its key is not configured, or it does not belong to the
   * place. The message never holds the text.
   */
  decrypt(cipher: string, place: CipherPlace): string;
  /**
   * Keyed digest (HMAC-SHA-256, hex) that shows whether two secrets are equal, and nothing else. It is made with the
   * first key, so after a rotation everything seems changed once.
   */
  fingerprint(clear: string): string;
}
