import { SCORE, withShop } from './__testUtils__/withShop';

const DEPLOYMENTS = '/applications/shop/environments/development/deployments';

// Twenty requests one after the other, on machines that do other things beside.
jest.setTimeout(60_000);

describe('REST API, given what it cannot use', () => {
  it('refuses bodies and parameters that the document does not allow', async () => {
    const { get, post } = await withShop();
    const nested = (depth: number) => `{"scoreFiles":${'['.repeat(depth)}${']'.repeat(depth)}}`;

    for (const [name, call] of Object.entries({
      'not JSON': post(DEPLOYMENTS, '{"scoreFiles": ['),
      'another type': post(DEPLOYMENTS, { scoreFiles: 'web' }),
      'unknown field': post(DEPLOYMENTS, { scoreFile: [] }),
      'no workload': post(DEPLOYMENTS, {}),
      'neither content nor component': post(DEPLOYMENTS, { scoreFiles: [{ name: 'x' }] }),
      'content and component': post(DEPLOYMENTS, {
        scoreFiles: [{ content: SCORE, component: 'component:default/web' }],
      }),
      onBusy: post(DEPLOYMENTS, { remove: ['web'], onBusy: 'wait' }),
      'deep nesting': post(DEPLOYMENTS, nested(100_000)),
      'a mark of a secret': post(DEPLOYMENTS, {
        scoreFiles: [
          { content: SCORE, overrides: { a: { $secret: [{ store: 'ledger', key: 'x' }] } } },
        ],
      }),
      'a prototype': post(
        DEPLOYMENTS,
        '{"scoreFiles":[{"content":"a","overrides":{"__proto__":{}}}]}',
      ),
      'U+0000': post(DEPLOYMENTS, { remove: ['web'], comment: 'a\0b' }),
      'half a character': post(DEPLOYMENTS, '{"remove":["web"],"comment":"\\ud800"}'),
      'half a character in a key': post(
        DEPLOYMENTS,
        '{"scoreFiles":[{"content":"a","images":{"\\udc00":"a"}}]}',
      ),
      'a name that is no label': post('/applications', { name: 'Shop!' }),
      'a file source without a file': post(DEPLOYMENTS, {
        scoreFiles: [{ content: `${SCORE}    files: { /etc/a: { source: ../../etc/passwd } }\n` }],
      }),
      'a workload twice': post(DEPLOYMENTS, {
        scoreFiles: [{ content: SCORE }, { content: SCORE }],
      }),
      'deployed and removed': post(DEPLOYMENTS, {
        scoreFiles: [{ content: SCORE }],
        remove: ['web'],
      }),
      'unknown parameter': get('/applications?page=2'),
      limit: get('/applications?limit=0'),
      'no number': get('/applications?limit=many'),
      cursor: get('/applications?cursor=x'),
      'environment alone': get('/resources?environment=development'),
      'explain without context': post('/explain', { application: 'shop', type: 'postgres' }),
      'explain an unknown type': post('/explain', {
        application: 'shop',
        environment: 'development',
        type: 'postgress',
      }),
      'U+0000 in the address': get('/applications/a%00b'),
      'a percent sign alone in the address': get('/applications/100%/environments'),
      'no UTF-8 in the address': get('/applications/a%ff'),
      'half a character in the address': get('/definitions/%ed%a0%80'),
    })) {
      const { status, body } = await call;
      expect([name, status, body.error?.name]).toEqual([name, 400, 'InputError']);
      expect(body.error.message).toMatch(/\w{3}/);
    }
  });

  it('refuses a body of more than a megabyte as too large', async () => {
    const { post, deployments } = await withShop();

    const { body } = await post(DEPLOYMENTS, {
      scoreFiles: [{ content: 'x'.repeat(1024 * 1024) }],
    }).expect(413);
    expect(body.error.message).toContain('larger than 1048576 bytes');
    expect(deployments.submissions).toEqual([]);
  });

  it('answers nonsense of nearly a megabyte with a refusal', async () => {
    const { post } = await withShop();
    const size = 1_000_000;
    for (const content of [
      'x'.repeat(size),
      '['.repeat(size),
      '{a: '.repeat(size / 4),
      '- '.repeat(size / 2),
      '&a '.repeat(size / 3),
      '"'.repeat(size / 2),
      ': '.repeat(size / 2),
      '!!x '.repeat(size / 4),
    ]) {
      const { status, body } = await post(DEPLOYMENTS, { scoreFiles: [{ content }] });
      expect([content.slice(0, 4), status]).toEqual([content.slice(0, 4), 400]);
      expect(body.error.message.length).toBeLessThan(2_000);
    }
  });
});
