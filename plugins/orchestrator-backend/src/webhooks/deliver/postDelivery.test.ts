import { Receiver } from '../__testUtils__/Receiver';
import { postDelivery } from './postDelivery';
import { TargetGuard } from './TargetGuard';

const local = TargetGuard.create({ allowHttp: true, allowedNetworks: ['127.0.0.0/8', '::1/128'] });

describe('sending a delivery', () => {
  let receiver: Receiver;
  const post = (url = receiver.url('/hook?token=private'), guard = local, timeout = 5) =>
    postDelivery({ url, body: '{"a":1}', headers: { 'webhook-id': '7' }, guard, timeout });

  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await receiver.stop();
  });

  it('posts the body and headers, and takes any 2xx as a success', async () => {
    expect(await post()).toEqual({ responseStatus: 204 });
    expect(receiver.received).toEqual([
      {
        path: '/hook?token=private',
        body: '{"a":1}',
        headers: expect.objectContaining({ 'webhook-id': '7', 'content-type': 'application/json' }),
      },
    ]);
  });

  it('says which status a receiver answered with that did not take it', async () => {
    receiver.answer = response => response.writeHead(500).end('details');
    expect(await post()).toEqual({
      responseStatus: 500,
      error: 'The receiver answered with the status 500.',
    });
  });

  it('does not follow a redirect', async () => {
    receiver.answer = response =>
      response.writeHead(307, { location: receiver.url('/elsewhere') }).end();
    expect(await post()).toMatchObject({
      responseStatus: 307,
      error: expect.stringContaining('which is not followed'),
    });
    expect(receiver.received).toHaveLength(1);
  });

  it('gives up on a receiver that never answers', async () => {
    receiver.answer = () => undefined;
    expect(await post(undefined, local, 0.3)).toEqual({
      error: 'The receiver did not answer within 0.3 s.',
    });
  });

  it('gives up on a receiver whose headers drip in without an end', async () => {
    receiver.answer = response => {
      response.socket?.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => response.socket?.write('x-drip: 1\r\n'), 20);
      response.socket?.on('close', () => clearInterval(drip));
      response.socket?.on('error', () => clearInterval(drip));
    };
    expect(await post(undefined, local, 0.3)).toEqual({
      error: 'The receiver did not answer within 0.3 s.',
    });
  });

  it('says that a receiver broke off', async () => {
    receiver.answer = response => response.socket?.destroy();
    expect(await post()).toEqual({ error: 'The receiver cannot be reached: ECONNRESET.' });
  });

  it('reads nothing of an answer without an end', async () => {
    const closed = new Promise(resolve => {
      receiver.answer = response => {
        const flood = setInterval(() => response.write('x'.repeat(65_536)), 1);
        response.writeHead(200);
        response.on('close', () => {
          clearInterval(flood);
          resolve(true);
        });
        response.on('error', () => clearInterval(flood));
      };
    });
    expect(await post()).toEqual({ responseStatus: 200 });
    expect(await closed).toBe(true);
  });

  it('does not connect to an address that is not public, nor to a name that leads there', async () => {
    const guard = TargetGuard.create({ allowHttp: true, allowedNetworks: [] });
    expect((await post(receiver.url(), guard)).error).toContain(
      '127.0.0.1 is not a public address',
    );
    const byName = `http://localhost:${receiver.port}/`;
    expect((await post(byName, guard)).error).toContain('is not a public address');
    expect(receiver.received).toEqual([]);
    // The name is fine by itself where the network is allowed.
    expect(await post(byName)).toEqual({ responseStatus: 204 });
  });

  it('shows nothing of the address beyond its host when it fails', async () => {
    const url = receiver.url('/hook?token=private');
    await receiver.stop();
    const { error } = await post(url);
    expect(error).toBe('The receiver cannot be reached: ECONNREFUSED.');
    receiver = await Receiver.start();
  });
});
