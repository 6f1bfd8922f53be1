import type { SourceReading } from '../sources/SourceReading';
import { massLoss } from './massLoss';
import type { StoredManifest } from './StoredManifest';

const reading = {
  source: { name: 'platform', target: './platform' },
} as SourceReading;

const stored = (count: number): StoredManifest[] =>
  Array.from(
    { length: count },
    (_, index) => ({ key: `ResourceType/t${index}` }) as StoredManifest,
  );

describe('what a source loses at once', () => {
  it.each([
    [1, 1],
    [2, 1],
    [7, 2],
    [10, 3],
    [1000, 300],
  ])('is applied when it is at most 30 %%, or one manifest: of %i, %i', (before, lost) => {
    expect(massLoss(reading, stored(before), stored(lost))).toBeUndefined();
  });

  it.each([
    [2, 2],
    [3, 2],
    [6, 2],
    [10, 4],
    [1000, 301],
  ])('is not applied when it is more: of %i, %i', (before, lost) => {
    expect(massLoss(reading, stored(before), stored(lost))).toMatchObject({
      severity: 'error',
      code: 'mass-loss',
      message: expect.stringContaining(`lost ${lost} of its ${before} manifests at once`),
      hint: expect.stringContaining('in steps'),
    });
  });
});
