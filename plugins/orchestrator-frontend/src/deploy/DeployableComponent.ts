import { parse } from 'yaml';

/** A catalog Component whose Score file can be deployed. */
export interface DeployableComponent {
  entityRef: string;
  workload: string;
}

/** Names of the containers of a Score file and their images, as far as the text can be read; for the image fields. */
export function imagesOf(scoreText: string): Record<string, string> {
  let document: unknown;
  try {
    document = parse(scoreText);
  } catch {
    // The server says what is wrong with the file when the plan is asked for.
    return {};
  }
  const containers = (document as { containers?: Record<string, { image?: unknown }> } | null)
    ?.containers;
  return Object.fromEntries(
    Object.entries(containers ?? {}).map(([name, container]) => [
      name,
      typeof container?.image === 'string' ? container.image : '',
    ]),
  );
}
