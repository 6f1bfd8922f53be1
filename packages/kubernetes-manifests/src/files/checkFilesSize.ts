import type { ProblemList } from '../problems/ProblemList';
import type { FilesContent } from './renderFiles';

/** What the API server allows the values of a ConfigMap to add up to. */
const MAXIMUM_BYTES = 1024 * 1024;

/** Problem `file` when the files of a workload are more than one ConfigMap can hold. */
export function checkFilesSize(content: FilesContent, problems: ProblemList): void {
  let bytes = 0;
  for (const text of Object.values(content.data)) {
    bytes += utf8Length(text);
  }
  for (const base64 of Object.values(content.binaryData)) {
    bytes += Math.floor((base64.length * 3) / 4);
  }
  if (bytes > MAXIMUM_BYTES) {
    problems.error(
      'file',
      '/containers',
      `The files of the workload have ${bytes} bytes; a ConfigMap holds at most ${MAXIMUM_BYTES}.`,
      'Put large files into the image or on a volume.',
    );
  }
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) {
      length += 1;
    } else if (point < 0x800) {
      length += 2;
    } else {
      length += point < 0x10000 ? 3 : 4;
    }
  }
  return length;
}
