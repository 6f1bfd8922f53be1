import { ConfigReader } from '@backstage/config';
import { DEFAULT_EXECUTION_SETTINGS, readExecutionSettings } from './ExecutionSettings';

describe('readExecutionSettings', () => {
  it('needs no configuration', () => {
    expect(readExecutionSettings(new ConfigReader({}))).toEqual(DEFAULT_EXECUTION_SETTINGS);
  });

  it('reads durations in both of their forms, and what a process is for', () => {
    const worker = {
      enabled: false,
      nodeTimeout: { seconds: 30 },
      deploymentTimeout: '1h',
      retries: 0,
    };
    expect(
      readExecutionSettings(new ConfigReader({ platformOrchestrator: { worker } })),
    ).toMatchObject({
      enabled: false,
      nodeTimeout: 30_000,
      deploymentTimeout: 3_600_000,
      retries: 0,
    });
  });
});
