import { readWaves } from './readWaves';

const TYPES = ['development', 'staging', 'production'];

describe('the waves of a rollout', () => {
  test('are one for each environment type in its order, unless others are asked for', () => {
    expect(readWaves(undefined, TYPES)).toEqual([['development'], ['staging'], ['production']]);
    expect(readWaves([['staging', 'development']], TYPES)).toEqual([['staging', 'development']]);
  });

  test.each([
    [[], 'there is none'],
    [[['development'], []], 'wave 2 has no environment types'],
    [[['develop']], 'no environment type "develop": choose from development, staging, production'],
    [[['staging'], ['staging']], '"staging" stands in two places'],
  ])('are refused as %j', (waves, message) => {
    expect(() => readWaves(waves, TYPES)).toThrow(message);
  });

  test('cannot be where there are no environment types', () => {
    expect(() => readWaves(undefined, [])).toThrow('no environment types yet');
  });
});
