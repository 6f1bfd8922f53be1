import { deltaOf } from '../execution/__testUtils__/TestEngine';
import { supersedes } from './supersedes';

describe('a newer submission', () => {
  const newer = {
    kind: 'deploy',
    delta: deltaOf({ web: '', api: '' }, ['old']),
    planOnly: false,
  } as const;
  const older = {
    kind: 'deploy',
    status: 'pending',
    planOnly: false,
  } as const;
  const names = { workloads: ['web'], removed: ['old'] };
  const takes = (changes: object, newerChanges: object = {}) =>
    supersedes({ ...newer, ...newerChanges }, { ...older, ...names, ...changes });

  it('takes the place of what waits, if it names all that the older one does', () => {
    expect(takes({})).toBe(true);
    expect(takes({ status: 'awaiting-approval' })).toBe(true);
    expect(takes({ kind: 'promote' })).toBe(true);
    expect(takes({ workloads: ['web', 'jobs'] })).toBe(false);
    expect(takes({ removed: ['other'] })).toBe(false);
  });

  it('lets what has begun end', () => {
    for (const status of ['planning', 'applying', 'verifying', 'failed']) {
      expect(takes({ status })).toBe(false);
    }
  });

  it('leaves alone what no list of workloads can contain, although it names none', () => {
    for (const kind of ['destroy', 'refresh', 'rollout', 'drift-repair', 'clone']) {
      expect(takes({ kind, workloads: [], removed: [] })).toBe(false);
    }
  });

  it('takes the place of plans only, when it is a plan itself', () => {
    expect(takes({}, { planOnly: true })).toBe(false);
    expect(takes({ planOnly: true }, { planOnly: true })).toBe(true);
  });
});
