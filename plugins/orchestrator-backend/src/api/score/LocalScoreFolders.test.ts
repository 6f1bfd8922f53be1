import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { LocalScoreFolders } from './LocalScoreFolders';

const directory = createMockDirectory();

function folders(...allowedLocalFolders: string[]) {
  return LocalScoreFolders.fromConfig(
    new ConfigReader({ platformOrchestrator: { scoreFiles: { allowedLocalFolders } } }),
    directory.path,
  );
}

const read = (allowed: LocalScoreFolders, base: string, path: string) =>
  allowed.read(directory.resolve(base), path, 100).then(String);

beforeEach(() => {
  directory.setContent({
    examples: {
      'catalog-info.yaml': '',
      web: { 'score.yaml': 'score of web', 'large.yaml': 'x'.repeat(101) },
    },
    'examples-private': { 'catalog-info.yaml': '', 'score.yaml': 'secret' },
    'secret.yaml': 'secret',
  });
});

describe('LocalScoreFolders', () => {
  it('reads nothing unless a folder is allowed', async () => {
    await expect(read(folders(), 'examples/catalog-info.yaml', 'web/score.yaml')).rejects.toThrow(
      'platformOrchestrator.scoreFiles.allowedLocalFolders',
    );
  });

  it('reads files of an allowed folder, beside a file or below a folder', async () => {
    const allowed = folders('examples');

    await expect(read(allowed, 'examples/catalog-info.yaml', 'web/score.yaml')).resolves.toBe(
      'score of web',
    );
    await expect(
      allowed.read(`${directory.resolve('examples/web')}/`, 'score.yaml', 100).then(String),
    ).resolves.toBe('score of web');
  });

  it('does not leave the folder: not upwards, not to a neighbour of a longer name, not by a link', async () => {
    const allowed = folders('examples');
    await symlink(directory.resolve('secret.yaml'), directory.resolve('examples/link.yaml'));
    await symlink(directory.resolve('examples-private'), directory.resolve('examples/private'));

    for (const [base, path] of [
      ['examples/catalog-info.yaml', '../secret.yaml'],
      ['examples/catalog-info.yaml', 'link.yaml'],
      ['examples/catalog-info.yaml', 'private/score.yaml'],
      ['examples-private/catalog-info.yaml', 'score.yaml'],
    ]) {
      await expect(read(allowed, base, path)).rejects.toThrow('may not be read from');
    }
  });

  it('says the same about a folder that is not allowed, whether or not the file is there', async () => {
    const messages = await Promise.all(
      ['score.yaml', 'nothing.yaml'].map(path =>
        read(folders('examples'), 'examples-private/catalog-info.yaml', path).catch(
          error => error.message,
        ),
      ),
    );

    expect(messages[0]).toBe(messages[1]);
  });

  it('refuses files that are too large, and names files that are not there', async () => {
    const allowed = folders('examples');

    await expect(read(allowed, 'examples/catalog-info.yaml', 'web/large.yaml')).rejects.toThrow(
      'larger than 100 bytes',
    );
    await expect(read(allowed, 'examples/catalog-info.yaml', 'web/nothing.yaml')).rejects.toThrow(
      'no file "web/nothing.yaml"',
    );
  });

  it('binds a workload to folder and path, which stay when the installation moves', async () => {
    await expect(
      folders('examples').sourceOf(
        directory.resolve('examples/catalog-info.yaml'),
        'web/score.yaml',
      ),
    ).resolves.toEqual({ repository: 'file:examples', path: 'web/score.yaml' });
  });
});
