import { defaultWaves, wavesOf } from './wavesOf';

describe('waves', () => {
  it('are the environment types in the order of promotion, when nobody chooses', () => {
    const types = [
      { name: 'production', order: 30 },
      { name: 'development', order: 10 },
      { name: 'staging', order: 20 },
    ];
    expect(wavesOf(defaultWaves(types))).toEqual([['development'], ['staging'], ['production']]);
  });

  it('leave out what has no wave, and no number between', () => {
    expect(wavesOf({ production: 9, development: 1, staging: 9, preview: undefined })).toEqual([
      ['development'],
      ['production', 'staging'],
    ]);
  });
});
