/** An exact amount: `numerator / 10^scale`, and whether it was written with a binary suffix. */
export interface Quantity {
  numerator: bigint;
  scale: number;
  binary: boolean;
}

const DECIMAL: Record<string, number> = { m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Record<string, number> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const WRITTEN = /^(\d+)(?:\.(\d+))?(m|k|K|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;

/**
 * Reads a quantity as Score and Kubernetes write it. Score's `K` is what Kubernetes calls `k`. `undefined` when the
 * text is no quantity.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = WRITTEN.exec(text);
  if (!match) {
    return undefined;
  }
  const [, whole, fraction = '', written = ''] = match;
  const suffix = written === 'K' ? 'k' : written;
  const digits = BigInt(whole + fraction);
  if (suffix in BINARY) {
    return {
      numerator: digits * 1024n ** BigInt(BINARY[suffix]),
      scale: fraction.length,
      binary: true,
    };
  }
  const scale = fraction.length - DECIMAL[suffix];
  return scale >= 0
    ? { numerator: digits, scale, binary: false }
    : { numerator: digits * 10n ** BigInt(-scale), scale: 0, binary: false };
}

/** Orders two quantities by their amount: negative, 0 or positive. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = atScale(left, scale) - atScale(right, scale);
  if (difference === 0n) {
    return 0;
  }
  return difference < 0n ? -1 : 1;
}

/** The smallest whole amount that is not below a quantity. */
export function roundUp({ numerator, scale, binary }: Quantity): Quantity {
  const one = 10n ** BigInt(scale);
  return { numerator: (numerator + one - 1n) / one, scale: 0, binary };
}

function atScale(quantity: Quantity, scale: number): bigint {
  return quantity.numerator * 10n ** BigInt(scale - quantity.scale);
}
