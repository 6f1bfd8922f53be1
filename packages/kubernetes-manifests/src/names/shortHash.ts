import { sha256Hex } from '@tutti/score';

/** Ten hex digits that stand for a text, such as the path of a file, where a name has to be made of it. */
export function shortHash(text: string): string {
  return sha256Hex(text).slice(0, 10);
}
