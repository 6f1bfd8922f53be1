import type { UrlReaderServiceReadUrlResponse } from '@backstage/backend-plugin-api';

/**
 * The content of a file that a URL reader answers with, read no further than it may be large; `undefined` when it is
 * larger. A reader that gives no stream hands all of it over at once, and then it is only measured.
 *
 * @param maximum - bytes
 */
export async function readAtMost(
  answer: UrlReaderServiceReadUrlResponse,
  maximum: number,
): Promise<Buffer | undefined> {
  if (!answer.stream) {
    const content = await answer.buffer();
    return content.length > maximum ? undefined : content;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop early ends the stream, and with it the request.
  for await (const chunk of answer.stream()) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maximum) {
      return undefined;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
