import type { Quantity } from './Quantity';

const DECIMAL_SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Writes a quantity in the canonical form of Kubernetes (`resource.Quantity`): no fraction, and the largest suffix
 * that allows it: `0.5` is `500m`, `1.5Gi` is `1536Mi`. So what is in Git equals what the API server answers, and
 * nobody sees a difference where there is none. What is finer than a thousandth is rounded up.
 */
export function formatQuantity(quantity: Quantity): string {
  const one = 10n ** BigInt(quantity.scale);
  if (quantity.numerator % one !== 0n) {
    const thousandths = (quantity.numerator * 1000n + one - 1n) / one;
    return thousandths % 1000n === 0n
      ? withSuffix(thousandths / 1000n, 1000n, DECIMAL_SUFFIXES)
      : `${thousandths}m`;
  }
  const amount = quantity.numerator / one;
  return quantity.binary && amount >= 1024n
    ? withSuffix(amount, 1024n, BINARY_SUFFIXES)
    : withSuffix(amount, 1000n, DECIMAL_SUFFIXES);
}

function withSuffix(amount: bigint, step: bigint, suffixes: readonly string[]): string {
  let rest = amount;
  let index = 0;
  while (rest !== 0n && rest % step === 0n && index < suffixes.length - 1) {
    rest /= step;
    index += 1;
  }
  return `${rest}${suffixes[index]}`;
}
