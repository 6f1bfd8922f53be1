import { ConfigReader } from '@backstage/config';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readSourceConfigs } from './readSourceConfigs';

const roots = {
  root: '/project',
  packs: resolvePackagePath('@tutti/backstage-plugin-platform-orchestrator-backend', 'manifests'),
};

function read(...sources: object[]) {
  const config = new ConfigReader({
    platformOrchestrator: { manifests: { sources: sources as [] } },
  });
  return readSourceConfigs(config, roots);
}

describe('readSourceConfigs', () => {
  it('starts relative paths at the project, keeps the order, and names a source after its folder', () => {
    expect(
      read(
        { name: 'team', type: 'file', path: '/srv/manifests' },
        { type: 'file', path: './examples/platform', newVersions: 'proposed' },
      ),
    ).toMatchObject([
      {
        name: 'team',
        kind: 'file',
        target: '/srv/manifests',
        path: '/srv/manifests',
        newVersions: 'default',
      },
      {
        name: 'platform',
        kind: 'file',
        target: './examples/platform',
        path: '/project/examples/platform',
        newVersions: 'proposed',
      },
      { name: 'api', kind: 'api' },
    ]);
  });

  it('reads addresses, every five minutes unless told otherwise', () => {
    const target = 'https://git.example.com/platform/definitions/tree/main/shared';
    expect(read({ type: 'url', target })[0]).toMatchObject({
      ...{ name: 'shared', kind: 'url', target },
      schedule: { frequency: { minutes: 5 } },
    });
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 1 } };
    expect(read({ type: 'url', target, schedule })[0]).toMatchObject({ schedule });
  });

  it('finds the packs that ship with the product, and names them when asked for another', () => {
    const [source] = read({ type: 'built-in', pack: 'resource-types' });
    expect(source).toMatchObject({ name: 'resource-types', kind: 'built-in' });
    expect(() => read({ type: 'built-in', pack: '../src' })).toThrow(
      /\[0\].pack is "..\/src", .* choose one of .*resource-types/,
    );
  });

  it('has only the source of the API without configuration', () => {
    expect(readSourceConfigs(new ConfigReader({}), roots)).toMatchObject([{ kind: 'api' }]);
  });

  it('says which entry is wrong and what to write', () => {
    expect(() => read({ name: 'a', type: 'ftp', path: 'x' })).toThrow(
      'platformOrchestrator.manifests.sources[0].type is "ftp": write "file", "url" or "built-in".',
    );
    expect(() => read({ name: 'A b', type: 'file', path: 'x' })).toThrow(/\[0\].name is "A b"/);
    expect(() => read({ type: 'url', target: 'https://ana:pw@git.example.com/x' })).toThrow(
      /^(?!.*pw@).*credentials belong under integrations/,
    );
    expect(() => read({ type: 'file', path: 'x', newVersions: 'maybe' })).toThrow(
      '[0].newVersions is "maybe": write "proposed" or "default".',
    );
    const twice = { name: 'a', type: 'file', path: 'x' };
    expect(() => read(twice, twice)).toThrow(/two sources named "a"/);
    expect(() => read({ name: 'api', type: 'file', path: 'x' })).toThrow('choose another name');
  });
});
