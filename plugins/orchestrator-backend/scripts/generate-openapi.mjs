/**
 * Turns `src/api/openapi.yaml`, which people write, into `src/api/generated/router.ts`, which the server reads.
 * Run it with `yarn generate` after every change; a test fails when the two disagree.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { parse } from 'yaml';

const source = fileURLToPath(new URL('../src/api/openapi.yaml', import.meta.url));
const target = fileURLToPath(new URL('../src/api/generated/router.ts', import.meta.url));

const spec = parse(await readFile(source, 'utf8'));
const text = [
  '/** The OpenAPI document. Made from `../openapi.yaml` by `yarn generate`; do not edit it here. */',
  `export const spec = ${JSON.stringify(spec)} as const;`,
].join('\n');
const options = await prettier.resolveConfig(target);
await writeFile(target, await prettier.format(text, { ...options, filepath: target }));
