import { sourceOfUrl } from './sourceOfUrl';

describe('sourceOfUrl', () => {
  it.each([
    ['https://github.com/acme/shop/tree/main/web/score.yaml', 'https://github.com/acme/shop'],
    ['https://github.com/acme/shop/blob/v2/web/score.yaml', 'https://github.com/acme/shop'],
    [
      'https://gitlab.com/acme/team/shop/-/blob/main/web/score.yaml',
      'https://gitlab.com/acme/team/shop',
    ],
    [
      'https://gitea.example.com/acme/shop/src/branch/main/web/score.yaml',
      'https://gitea.example.com/acme/shop',
    ],
    ['https://bitbucket.org/acme/shop/src/main/web/score.yaml', 'https://bitbucket.org/acme/shop'],
  ])('leaves the branch out of %s', (url, repository) => {
    expect(sourceOfUrl(url)).toEqual({ repository, path: 'web/score.yaml' });
  });

  it('takes the folder as the repository where there is no branch to be seen', () => {
    expect(sourceOfUrl('https://files.example.com/shop/score.yaml')).toEqual({
      repository: 'https://files.example.com/shop',
      path: 'score.yaml',
    });
  });
});
