import { ConfigReader } from '@backstage/config';
import { DEFAULT_RETENTION_SETTINGS, readRetentionSettings } from './RetentionSettings';

describe('settings of retention', () => {
  const read = (retention?: object) =>
    readRetentionSettings(
      new ConfigReader({ platformOrchestrator: { ...(retention && { retention }) } as never }),
    );

  it('have defaults, and take durations', () => {
    expect(read()).toEqual(DEFAULT_RETENTION_SETTINGS);
    expect(read({ keepLast: 3, logs: { hours: 2 }, plans: '7d' })).toEqual({
      ...DEFAULT_RETENTION_SETTINGS,
      ...{ keepLast: 3, logs: 7_200, plans: 604_800 },
    });
  });

  it('refuse what would take away the last number, or what is just being written', () => {
    expect(() => read({ keepLast: 0 })).toThrow(/keepLast is 0.*at least 1/);
    expect(() => read({ sets: { minutes: 1 } })).toThrow(/retention\.sets is shorter than an hour/);
  });
});
