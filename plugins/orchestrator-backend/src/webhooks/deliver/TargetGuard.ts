import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { InputError } from '@backstage/errors';

/** IPv4 that is not public: RFC 6890 and its registry of special-purpose addresses, multicast, and what is reserved. */
const NOT_PUBLIC_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** IPv6 is public within 2000::/3 alone, and there not where it leads to IPv4, to tests or to documentation. */
const PUBLIC_6 = '2000::/3';
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** A name leads to an address that webhooks may not go to. */
export class TargetRefusedError extends Error {
  override name = 'TargetRefusedError';
}

/** Says whether webhooks may go to an address. */
export class TargetGuard {
  readonly #allowHttp: boolean;
  readonly #allowed: BlockList;
  readonly #notPublic = blockListOf([...NOT_PUBLIC_4, ...NOT_PUBLIC_6]);
  readonly #public6 = blockListOf([PUBLIC_6]);

  private constructor(options: TargetGuardOptions) {
    this.#allowHttp = options.allowHttp;
    this.#allowed = blockListOf(options.allowedNetworks);
  }

  /** @throws InputError for a network that is not in CIDR form. */
  static create(options: TargetGuardOptions): TargetGuard {
    return new TargetGuard(options);
  }

  /**
   * Checks the form of an address, and the address itself where it is no name. Names are checked when they are resolved,
   * at every attempt.
   *
   * @throws InputError; the message shows no more of the address than its host.
   */
  parse(text: string): URL {
    if (!URL.canParse(text)) {
      throw new InputError(
        'url: this is not an address: write it whole, such as https://host/path.',
      );
    }
    const url = new URL(text);
    if (url.protocol !== 'https:' && !(this.#allowHttp && url.protocol === 'http:')) {
      throw new InputError(
        `url: the address begins with "${url.protocol}": it has to be https. ` +
          'platformOrchestrator.webhooks.allowHttp allows http.',
      );
    }
    if (url.username || url.password) {
      throw new InputError('url: the address has a user or a password in it: leave them out.');
    }
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !this.allows(host)) {
      throw new InputError(`url: ${refusal(host)}`);
    }
    return url;
  }

  /** Whether this IP address may be connected to. */
  allows(address: string): boolean {
    // A zone belongs to link-local addresses only, and they are refused.
    const family = address.includes('%') ? 0 : isIP(address);
    if (family === 0) {
      return false;
    }
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    if (this.#allowed.check(address, kind)) {
      return true;
    }
    return (
      !this.#notPublic.check(address, kind) &&
      (kind === 'ipv4' || this.#public6.check(address, kind))
    );
  }

  /**
   * Resolves a name for a connection, which then goes to exactly the addresses that were checked. A name one of whose
   * addresses may not be connected to is refused as a whole.
   */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      const refused = addresses.find(({ address }) => !this.allows(address));
      if (refused) {
        callback(new TargetRefusedError(refusal(refused.address)), []);
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, addresses[0].address, addresses[0].family);
      }
    });
  };
}

/** Options of {@link TargetGuard.create}. */
export interface TargetGuardOptions {
  /** Whether addresses may be `http` as well. */
  allowHttp: boolean;
  /** Networks in CIDR form that are allowed although they are not public. */
  allowedNetworks: string[];
}

function refusal(address: string): string {
  return (
    `${address} is not a public address, so webhooks may not go there. ` +
    'platformOrchestrator.webhooks.allowedNetworks allows networks.'
  );
}

function blockListOf(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, prefix, ...rest] = network.split('/');
    const family = isIP(address);
    const bits = Number(prefix);
    if (
      family === 0 ||
      rest.length > 0 ||
      !/^\d{1,3}$/.test(prefix ?? '') ||
      bits > (family === 4 ? 32 : 128)
    ) {
      throw new InputError(
        `platformOrchestrator.webhooks.allowedNetworks: "${network}" is not a network: write it like 10.20.0.0/16.`,
      );
    }
    list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
