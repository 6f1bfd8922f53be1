import { splitPlaceholderPath } from './splitPlaceholderPath';
import type { Segment } from './Segment';

/**
 * Parses a text by the one grammar of Score files and resource definitions:
 *
 * - `${BODY}` is a placeholder; BODY is anything without `}`, even nothing;
 * - `$${BODY}` is the text `${BODY}`, and `$$` elsewhere is `$`;
 * - any other `$`, and a `${` that is never closed, stand for themselves;
 * - a backslash escapes nothing but a dot inside BODY.
 *
 * Neighbouring text becomes one segment, an empty text none. Every text parses, in linear time.
 * @public
 */
export function parsePlaceholders(text: string): Segment[] {
  const segments: Segment[] = [];
  // Without this a text of many `${` and no `}` would be searched to its end for each of them.
  const lastClose = text.lastIndexOf('}');
  let pending = '';
  let position = 0;

  while (position < text.length) {
    const dollar = text.indexOf('$', position);
    if (dollar === -1) {
      break;
    }
    pending += text.slice(position, dollar);
    const escaped = text[dollar + 1] === '$';
    const open = dollar + (escaped ? 2 : 1);

    if (text[open] === '{' && lastClose > open) {
      const close = text.indexOf('}', open);
      if (escaped) {
        pending += text.slice(dollar + 1, close + 1);
      } else {
        if (pending !== '') {
          segments.push({ kind: 'text', text: pending });
          pending = '';
        }
        const raw = text.slice(open + 1, close);
        const path = splitPlaceholderPath(raw);
        segments.push({ kind: 'placeholder', path, raw, offset: dollar });
      }
      position = close + 1;
    } else {
      pending += '$';
      position = open;
    }
  }

  pending += text.slice(position);
  if (pending !== '') {
    segments.push({ kind: 'text', text: pending });
  }
  return segments;
}
