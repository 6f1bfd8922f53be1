const LONGEST_QUOTE = 100;

/**
 * Quotes a stranger's text for a message: JSON string syntax, so that control characters cannot reach
 * a terminal, and shortened to 100 characters.
 * @public
 */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}
