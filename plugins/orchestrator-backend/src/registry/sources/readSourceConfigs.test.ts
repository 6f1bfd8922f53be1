import { ConfigReader } from '@backstage/config';
import { readSourceConfigs } from './readSourceConfigs';

function read(...sources: object[]) {
  const config = new ConfigReader({
    platformOrchestrator: { manifests: { sources: sources as [] } },
  });
  return readSourceConfigs(config, '/project');
}

describe('readSourceConfigs', () => {
  it('starts relative paths at the project, keeps the order, and names a source after its folder', () => {
    expect(
      read(
        { name: 'team', type: 'file', path: '/srv/manifests' },
        { type: 'file', path: './examples/platform' },
      ),
    ).toEqual([
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
        newVersions: 'default',
      },
    ]);
  });

  it('is empty without configuration', () => {
    expect(readSourceConfigs(new ConfigReader({}), '/project')).toEqual([]);
  });

  it('says which entry is wrong and what to write', () => {
    expect(() => read({ name: 'a', type: 'url', path: 'x' })).toThrow(
      'platformOrchestrator.manifests.sources[0].type (source "a") is "url": the only type of source is "file".',
    );
    expect(() => read({ name: 'A b', type: 'file', path: 'x' })).toThrow(/\[0\].name is "A b"/);
    const twice = { name: 'a', type: 'file', path: 'x' };
    expect(() => read(twice, twice)).toThrow(/two sources named "a"/);
  });
});
