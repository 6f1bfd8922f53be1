/** A syntax error or warning and its offset in the text. */
export interface SyntaxMessage {
  severity: 'error' | 'warning';
  /** The YAML library's code, `TAB_AS_INDENT` for example. */
  code: string;
  message: string;
  offset: number;
}
