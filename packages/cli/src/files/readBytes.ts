import fs from 'node:fs';
import { isError } from '@backstage/errors';
import { UsageError } from '../program/UsageError';

/** The name that stands for standard input. */
export const STANDARD_INPUT = '-';

/**
 * The content of a file, or of standard input when the name is `-`.
 *
 * @throws UsageError when it cannot be read.
 */
export function readBytes(file: string): Uint8Array {
  try {
    return fs.readFileSync(file === STANDARD_INPUT ? 0 : file);
  } catch (error) {
    throw new UsageError(
      `The file ${file} cannot be read: ${isError(error) ? error.message : error}.`,
    );
  }
}

/**
 * The content of a text file in UTF-8.
 *
 * @throws UsageError when it cannot be read or is no text.
 */
export function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readBytes(file));
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    throw new UsageError(`The file ${file} is not UTF-8 text.`);
  }
}
