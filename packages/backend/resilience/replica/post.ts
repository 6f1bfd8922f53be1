import http from 'node:http';

/** Sends on a connection of its own: one that was kept would be dead after a freeze, and nothing would arrive. */
export function post(
  url: string,
  body: string,
  signal?: AbortSignal,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent: false, signal }, response => {
      let text = '';
      response.on('data', chunk => (text += chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}
