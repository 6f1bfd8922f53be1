import type { Locator } from '@playwright/test';

/**
 * What people operate or orient themselves by, so that a screen reader has to be able to say what it is. Pictures are not
 * among it: those of our pages are icons beside their words.
 */
const NAMED_ROLES = [
  ...['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'switch', 'tab'],
  ...['table', 'dialog', 'navigation', 'search'],
];
const NAMELESS = new RegExp(`^\\s*- (${NAMED_ROLES.join('|')})(?! ")(\\s|:|$)`);

/** Elements without an accessible name, as the browser's accessibility tree has them (WCAG 2.2, 4.1.2). */
export async function namelessElements(part: Locator): Promise<string[]> {
  const lines = (await part.ariaSnapshot()).split('\n');
  return lines.flatMap((line, at) =>
    NAMELESS.test(line) ? [`${line.trim()} after ${lines[at - 1]?.trim() ?? 'the beginning'}`] : [],
  );
}
