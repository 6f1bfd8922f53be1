import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { API_SOURCE } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NewVersions, SourceConfig } from './SourceConfig';

const PATH = 'platformOrchestrator.manifests.sources';
const API_PATH = 'platformOrchestrator.manifests.api';
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Push events are what keeps a URL fresh; this is the truth behind them. */
const URL_SCHEDULE = { frequency: { minutes: 5 }, timeout: { minutes: 2 } };

/** Where the folders behind sources are. */
export interface SourceRoots {
  /** Where relative paths start. */
  root: string;
  /** The folder that has the built-in packs. */
  packs: string;
}

/**
 * Reads `platformOrchestrator.manifests.sources`, in its order: of two sources that declare one name the first has it.
 * The source of the API comes last.
 *
 * @throws InputError when an entry is unusable, or two have one name.
 */
export function readSourceConfigs(config: Config, roots: SourceRoots): SourceConfig[] {
  const sources = (config.getOptionalConfigArray(PATH) ?? []).map((each, index) =>
    readSourceConfig(each, `${PATH}[${index}]`, roots),
  );
  const api = config.getOptionalConfig(API_PATH);
  const newVersions = api ? readNewVersions(api, API_PATH) : 'default';
  sources.push({ name: API_SOURCE, kind: 'api', target: 'REST API', newVersions });
  const names = sources.map(source => source.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      twice === API_SOURCE
        ? `${PATH} has a source named "${API_SOURCE}", which is what people save through the API: choose another name.`
        : `${PATH} has two sources named "${twice}": give every source its own name.`,
    );
  }
  return sources;
}

function readSourceConfig(config: Config, path: string, roots: SourceRoots): SourceConfig {
  const type = config.getString('type');
  const newVersions = readNewVersions(config, path);
  switch (type) {
    case 'file': {
      const target = config.getString('path');
      const folder = resolve(roots.root, target);
      const name = readName(config, path, basename(folder));
      return { name, kind: 'file', target, path: folder, newVersions };
    }
    case 'built-in': {
      const pack = config.getString('pack');
      const folder = readPack(pack, path, roots.packs);
      const name = readName(config, path, pack);
      return { name, kind: 'built-in', target: pack, path: folder, newVersions };
    }
    case 'url': {
      const target = config.getString('target');
      const url = readUrl(target, path);
      const name = readName(config, path, basename(url.pathname).replace(/\.ya?ml$/, ''));
      const schedule = config.getOptionalConfig('schedule');
      return {
        ...{ name, kind: 'url', target, newVersions },
        schedule: schedule
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
          : URL_SCHEDULE,
      };
    }
    default:
      throw new InputError(`${path}.type is "${type}": write "file", "url" or "built-in".`);
  }
}

function readName(config: Config, path: string, byDefault: string): string {
  const name = config.getOptionalString('name') ?? byDefault;
  if (!NAME.test(name)) {
    throw new InputError(
      `${path}.name is "${name}": write lower-case letters, digits and "-", at most 63. ` +
        'Without a name it is the last part of the path.',
    );
  }
  return name;
}

function readPack(pack: string, path: string, packs: string): string {
  const folder = join(packs, pack);
  if (!NAME.test(pack) || !existsSync(folder)) {
    const known = existsSync(packs) ? readdirSync(packs).sort() : [];
    throw new InputError(
      `${path}.pack is "${pack}", which does not ship with the product: choose one of ${known.join(', ')}.`,
    );
  }
  return folder;
}

function readUrl(target: string, path: string): URL {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new InputError(
      `${path}.target is no address of a folder or file: write one that begins with https:// and holds no password; ` +
        'credentials belong under integrations.',
    );
  }
  return url;
}

function readNewVersions(config: Config, path: string): NewVersions {
  const value = config.getOptionalString('newVersions') ?? 'default';
  if (value !== 'proposed' && value !== 'default') {
    throw new InputError(`${path}.newVersions is "${value}": write "proposed" or "default".`);
  }
  return value;
}
