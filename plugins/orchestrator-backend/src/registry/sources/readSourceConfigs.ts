import { basename, resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { NewVersions, SourceConfig } from './SourceConfig';

const PATH = 'platformOrchestrator.manifests.sources';
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads `platformOrchestrator.manifests.sources`, in its order: of two sources that declare one name the first has it.
 *
 * @param root - where relative paths start
 * @throws InputError when an entry is unusable, or two have one name.
 */
export function readSourceConfigs(config: Config, root: string): SourceConfig[] {
  const sources = (config.getOptionalConfigArray(PATH) ?? []).map((each, index) =>
    readSourceConfig(each, index, root),
  );
  const names = sources.map(source => source.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `${PATH} has two sources named "${twice}": give every source its own name.`,
    );
  }
  return sources;
}

function readSourceConfig(config: Config, index: number, root: string): SourceConfig {
  const target = config.getString('path');
  const path = resolve(root, target);
  const name = config.getOptionalString('name') ?? basename(path);
  if (!NAME.test(name)) {
    throw new InputError(
      `${PATH}[${index}].name is "${name}": write lower-case letters, digits and "-", at most 63. ` +
        'Without a name it is the last part of the path.',
    );
  }
  const type = config.getString('type');
  if (type !== 'file') {
    throw new InputError(
      `${PATH}[${index}].type (source "${name}") is "${type}": the only type of source is "file".`,
    );
  }
  return { name, kind: 'file', target, path, newVersions: readNewVersions(config, index) };
}

function readNewVersions(config: Config, index: number): NewVersions {
  const value = config.getOptionalString('newVersions') ?? 'default';
  if (value !== 'proposed' && value !== 'default') {
    throw new InputError(
      `${PATH}[${index}].newVersions is "${value}": write "proposed" or "default".`,
    );
  }
  return value;
}
