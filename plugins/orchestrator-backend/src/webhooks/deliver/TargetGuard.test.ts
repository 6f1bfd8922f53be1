import { TargetGuard } from './TargetGuard';

const guard = TargetGuard.create({ allowHttp: false, allowedNetworks: [] });

describe('where webhooks may go', () => {
  it.each([
    ['this machine', 'https://127.0.0.1/x'],
    ['this machine in other writing', 'https://2130706433/x'],
    ['this machine in octal', 'https://0177.0.0.1/x'],
    ['any address of this machine', 'https://0.0.0.0/x'],
    ['a private network', 'https://10.1.2.3/x'],
    ['the service of metadata of clouds', 'https://169.254.169.254/latest'],
    ['a carrier network', 'https://100.64.0.1/'],
    ['this machine by IPv6', 'https://[::1]/x'],
    ['IPv4 within IPv6', 'https://[::ffff:10.0.0.1]/x'],
    ['IPv4 behind a translator', 'https://[64:ff9b::a00:1]/x'],
    ['IPv4 through 6to4', 'https://[2002:a00:1::]/x'],
    ['a unique local address', 'https://[fd00::1]/x'],
    ['a link-local address', 'https://[fe80::1]/x'],
  ])('not to %s', (_, url) => {
    expect(() => guard.parse(url)).toThrow('is not a public address');
  });

  it('to public addresses, and to names, which are checked when they are resolved', () => {
    expect(guard.parse('https://8.8.8.8/x').hostname).toBe('8.8.8.8');
    expect(guard.parse('https://[2606:4700::1111]/x').port).toBe('');
    expect(guard.parse('https://hooks.example.com/x').origin).toBe('https://hooks.example.com');
  });

  it.each([
    ['http://hooks.example.com/x', 'allowHttp allows http'],
    ['file:///etc/passwd', 'it has to be https'],
    ['https://ana:secret@hooks.example.com/x', 'leave them out'],
    ['hooks.example.com', 'this is not an address'],
  ])('not to %s', (url, sentence) => {
    expect(() => guard.parse(url)).toThrow(sentence);
    expect(() => guard.parse(url)).not.toThrow('secret');
  });

  it('to networks and to http that the configuration allows, and to no others', () => {
    const wider = TargetGuard.create({
      allowHttp: true,
      allowedNetworks: ['10.20.0.0/16', 'fd00:1::/32'],
    });
    expect(wider.parse('http://10.20.1.2/x').protocol).toBe('http:');
    expect(wider.allows('fd00:1::5')).toBe(true);
    expect(wider.allows('10.21.0.1')).toBe(false);
    expect(wider.allows('::ffff:10.21.0.1')).toBe(false);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', 'example.com/8', '10.0.0.0/8/8', '10.0.0.0/x'])(
    'is not decided by %s, which is no network',
    network => {
      expect(() => TargetGuard.create({ allowHttp: false, allowedNetworks: [network] })).toThrow(
        `"${network}" is not a network`,
      );
    },
  );

  it('not to a name that leads to this machine', async () => {
    const error = await new Promise(resolve => {
      guard.lookup('localhost', {}, resolve);
    });
    expect(error).toMatchObject({
      name: 'TargetRefusedError',
      message: expect.stringContaining('is not a public address'),
    });
  });

  it('to what a name leads to within an allowed network', async () => {
    const local = TargetGuard.create({
      allowHttp: true,
      allowedNetworks: ['127.0.0.0/8', '::1/128'],
    });
    const address = await new Promise(resolve => {
      local.lookup('localhost', { family: 4 }, (_, found) => resolve(found));
    });
    expect(address).toBe('127.0.0.1');
  });
});
