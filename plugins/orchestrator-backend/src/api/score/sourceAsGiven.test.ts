import { sourceAsGiven } from './sourceAsGiven';
import { sourceOfUrl } from './sourceOfUrl';

describe('sourceAsGiven', () => {
  it('is what the address of the same file gives, however a clone writes the repository', () => {
    const source = sourceOfUrl('https://github.com/acme/shop/tree/main/web/score.yaml');

    for (const repository of [
      'https://github.com/acme/shop',
      'https://github.com/acme/shop/',
      'https://github.com/acme/shop.git',
    ]) {
      expect(sourceAsGiven({ repository, path: './web/score.yaml' })).toEqual(source);
    }
  });

  it('keeps no token of a clone', () => {
    expect(
      sourceAsGiven({ repository: 'https://ci:s3cret@github.com/acme/shop.git', path: 'a.yaml' }),
    ).toEqual({ repository: 'https://github.com/acme/shop', path: 'a.yaml' });
  });

  it('leaves other forms of addresses as they are', () => {
    expect(sourceAsGiven({ repository: 'git@github.com:acme/shop.git', path: 'a.yaml' })).toEqual({
      repository: 'git@github.com:acme/shop',
      path: 'a.yaml',
    });
  });
});
