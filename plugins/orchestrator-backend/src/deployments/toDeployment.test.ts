import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { toDeployment } from './toDeployment';

describe('what a deployment refers to', () => {
  const record = {
    ...{ uid: 'u', number: 7, status: 'superseded', workloads: [], removed: [] },
    ...{ retryOf: 'old', supersededBy: 'new' },
  } as unknown as DeploymentRecord;

  it('is told by uid and number', () => {
    const numbers = new Map([
      ['old', 6],
      ['new', 8],
    ]);
    expect(toDeployment(record, [], numbers)).toMatchObject({
      retryOf: { uid: 'old', number: 6 },
      supersededBy: { uid: 'new', number: 8 },
    });
  });

  it('is left out when it was too old to be kept', () => {
    const shown = toDeployment(record, [], new Map([['new', 8]]));
    expect(shown).not.toHaveProperty('retryOf');
    expect(shown.supersededBy).toEqual({ uid: 'new', number: 8 });
  });
});
