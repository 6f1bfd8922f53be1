import { hasErrors, isJsonObject, readYaml } from '@tutti/score';

/**
 * Finds which manifests a text means to declare, good or bad, so that a bad one is not mistaken for one that vanished.
 *
 * @returns names as `<kind>/<name>`; `complete` is false when a document could not be read at all
 */
export function declaredNames(text: string): { names: string[]; complete: boolean } {
  const { documents, problems } = readYaml(text, { source: '', maximumDocuments: 1000 });
  const names: string[] = [];
  let complete = !hasErrors(problems);
  for (const { value } of documents) {
    const kind = isJsonObject(value) ? value.kind : undefined;
    const metadata = isJsonObject(value) ? value.metadata : undefined;
    const name = isJsonObject(metadata) ? metadata.name : undefined;
    if (typeof kind === 'string' && typeof name === 'string') {
      names.push(`${kind}/${name}`);
    } else {
      complete = false;
    }
  }
  return { names, complete };
}
