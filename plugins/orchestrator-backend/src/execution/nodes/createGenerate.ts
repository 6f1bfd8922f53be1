import type { DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { randomText } from '../drivers/randomText';
import type { NodeWork } from './NodeWork';

const DEFAULT_LENGTH = 32;

/**
 * Makes the random values of one incarnation. A value is written down, encrypted and under the fence, before the driver
 * gets it, and belongs to the incarnation from then on: every attempt and every later update gets the same one.
 */
export function createGenerate(work: NodeWork, ledgerUid: string): DriverContext['generate'] {
  const { run } = work;
  const { ciphers } = run.services;
  let last: Promise<unknown> = Promise.resolve();
  const generate = async (name: string, length: number): Promise<string> => {
    const entry = work.ledger.get(ledgerUid);
    const known = ciphers.open(ledgerUid, 'generated', entry?.generated) ?? {};
    const existing = known[name];
    if (typeof existing === 'string') {
      run.redactor.register(existing);
      return existing;
    }
    const value = randomText(length);
    run.redactor.register(value);
    const generated = ciphers.seal(ledgerUid, 'generated', { ...known, [name]: value });
    await run.write({ updated: [{ uid: ledgerUid, changes: { generated } }] });
    work.ledger.change(ledgerUid, { generated });
    return value;
  };
  return (name, options) => {
    const next = last.then(
      () => generate(name, options?.length ?? DEFAULT_LENGTH),
      () => generate(name, options?.length ?? DEFAULT_LENGTH),
    );
    last = next.catch(() => undefined); // its caller hears of the failure
    return next;
  };
}
