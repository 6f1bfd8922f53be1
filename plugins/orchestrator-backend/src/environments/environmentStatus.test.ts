import type { EnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { assertEnvironmentTransition, ENVIRONMENT_TRANSITIONS } from './environmentStatus';

describe('the statuses of an environment', () => {
  it('lead nowhere from deleted, and there from every other one', () => {
    expect(ENVIRONMENT_TRANSITIONS.deleted).toEqual([]);
    const reach = (from: EnvironmentStatus, seen = new Set<EnvironmentStatus>()): boolean =>
      from === 'deleted' ||
      (!seen.has(from) &&
        ENVIRONMENT_TRANSITIONS[from].some(to => reach(to, new Set([...seen, from]))));
    const statuses = Object.keys(ENVIRONMENT_TRANSITIONS) as EnvironmentStatus[];
    expect(statuses.filter(status => !reach(status))).toEqual([]);
  });

  it('refuse what the table does not have', () => {
    expect(() => assertEnvironmentTransition('active', 'deleted')).toThrow(
      'An environment that is active cannot become deleted.',
    );
    expect(() => assertEnvironmentTransition('delete-failed', 'active')).toThrow();
    expect(() => assertEnvironmentTransition('active', 'deleting')).not.toThrow();
  });
});
