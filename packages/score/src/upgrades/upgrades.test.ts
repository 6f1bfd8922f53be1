import { upgradeWorkload } from './index';

const withContainer = (container: object) =>
  JSON.parse(JSON.stringify({ containers: { main: container } }));

describe('upgradeWorkload', () => {
  it('says where each item of a list went', () => {
    const { moved } = upgradeWorkload(
      withContainer({ files: [{ target: '/a/b', content: 'x' }], volumes: [{ target: '/v' }] }),
    );
    expect([...moved]).toEqual([
      ['/containers/main/files/~1a~1b', '/containers/main/files/0'],
      ['/containers/main/volumes/~1v', '/containers/main/volumes/0'],
    ]);
  });

  it('joins lines as they are written: numbers as text, an empty item as an empty line', () => {
    const { value } = upgradeWorkload(
      withContainer({ files: [{ target: '/a', content: ['x', null, 1, true] }] }),
    );
    expect(value).toMatchObject({
      containers: { main: { files: { '/a': { content: 'x\n\n1\ntrue' } } } },
    });
  });

  it('reports what it would otherwise lose: no target, the same target twice, no mapping', () => {
    const { findings } = upgradeWorkload(
      withContainer({
        files: [
          { content: 'x' },
          { target: '/a', content: '1' },
          { target: '/a', content: '2' },
          'x',
        ],
        volumes: [
          { target: 1, source: 'x' },
          { target: '__proto__', source: 'x' },
        ],
      }),
    );
    expect(findings.map(finding => [finding.pointer, finding.message])).toEqual([
      [
        '/containers/main/files/0',
        'The target of a mount is needed: containers.main.files.0.target: is missing or is not a string.',
      ],
      ['/containers/main/files/2', 'The target "/a" of containers.main.files.2 is given twice.'],
      ['/containers/main/files/3', 'The item containers.main.files.3 is not a mapping.'],
      [
        '/containers/main/volumes/0',
        'The target of a mount is needed: containers.main.volumes.0.target: is missing or is not a string.',
      ],
      [
        '/containers/main/volumes/1',
        'The target "__proto__" of containers.main.volumes.1 is reserved.',
      ],
    ]);
  });

  it('leaves maps, and values of other shapes, for the schema', () => {
    for (const document of [
      null,
      'x',
      { containers: [1] },
      withContainer({
        files: { '/a': { content: ['x'] } },
        volumes: { '/v': { read_only: true } },
      }),
    ]) {
      expect(upgradeWorkload(document)).toMatchObject({ value: document, changes: [] });
    }
  });

  it('does not change its argument', () => {
    const document = withContainer({ files: [{ target: '/a', content: ['x'] }] });
    const before = JSON.stringify(document);
    upgradeWorkload(document);
    expect(JSON.stringify(document)).toBe(before);
  });
});
