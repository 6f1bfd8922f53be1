import type { EventsService } from '@backstage/plugin-events-node';
import { isJsonObject, type JsonValue } from '@tutti/score';
import type { SourceConfig } from './SourceConfig';

/** Of Backstage's modules for hosts of repositories, and one for everybody else. */
export const DEFAULT_PUSH_TOPICS = [
  'github.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'platform-orchestrator.manifests-pushed',
];

/** Where payloads of push events name the repository: of GitHub, Gitea, GitLab, Bitbucket, and of our own topic. */
const REPOSITORY_POINTERS = [
  ['repository', 'html_url'],
  ['repository', 'clone_url'],
  ['project', 'web_url'],
  ['project', 'git_http_url'],
  ['repository', 'links', 'html', 'href'],
  ['url'],
];

/**
 * Reads sources again when their repositories are pushed to. An event is only a doorbell: nothing in it is believed, so
 * one that is made up costs a reading and no more.
 */
export async function subscribeToPushes(options: {
  events: EventsService;
  topics: string[];
  sources: readonly SourceConfig[];
  onPush: (names: string[]) => Promise<void>;
}): Promise<void> {
  const { events, topics, sources, onPush } = options;
  await events.subscribe({
    id: 'platform-orchestrator.manifest-sources',
    topics,
    onEvent: async ({ eventPayload }) => {
      const pushed = pushedSources(sources, eventPayload as JsonValue);
      if (pushed.length > 0) {
        await onPush(pushed);
      }
    },
  });
}

/** Names of the URL sources that a push event is about; an event of our own topic may name one as `source`. */
export function pushedSources(sources: readonly SourceConfig[], payload: JsonValue): string[] {
  const repositories = REPOSITORY_POINTERS.map(path => textAt(payload, path))
    .filter(url => url !== undefined)
    .map(url => url.replace(/\.git$/, '').replace(/\/+$/, ''));
  const named = textAt(payload, ['source']);
  return sources
    .filter(
      ({ kind, name, target }) =>
        kind === 'url' &&
        (name === named ||
          repositories.some(
            repository => target === repository || target.startsWith(`${repository}/`),
          )),
    )
    .map(source => source.name);
}

function textAt(value: JsonValue, path: string[]): string | undefined {
  let found: JsonValue | undefined = value;
  for (const key of path) {
    found = isJsonObject(found) ? found[key] : undefined;
  }
  return typeof found === 'string' && found !== '' ? found : undefined;
}
