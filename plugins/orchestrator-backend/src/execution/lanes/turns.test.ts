import { TestDatabases } from '@backstage/backend-test-utils';
import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { BEN, TestEngine } from '../__testUtils__/TestEngine';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** A world in which something happens while a worker looks at what was delivered last: between choosing and beginning. */
class WatchedWorld extends TestWorld {
  onRead: () => Promise<void> = async () => {};

  override drivers(): Driver[] {
    return super.drivers().map(driver => ({
      ...driver,
      read: async () => {
        await this.onRead();
        return { presence: 'present', evidence: {} };
      },
    }));
  }
}

describe.each(databases.eachSupportedId())('turns in a lane on %p', id => {
  it('are those of the moment in which a deployment begins, not of the one in which it was chosen', async () => {
    const database = await databases.init(id);
    const world = new WatchedWorld();
    const first = await TestEngine.create({ database, world });
    await first.execution.start();
    const environment = await first.addEnvironment('prod', 'production');
    const approve = async (engine: TestEngine, uid: string) => {
      const { planHash } = await engine.deployments.get(uid);
      await engine.deployments.decide(uid, BEN, { planHash: planHash!, verdict: 'approved' });
      return uid;
    };
    const one = await first.deploy(environment, { web: '' });
    await first.ended(await approve(first, one.uid));
    const two = await first.deploy(environment, { web: '', api: '' });
    await first.execution.stop();

    const second = await TestEngine.create({ database, world });
    let isApproved = false;
    world.onRead = async () => {
      if (!isApproved) {
        isApproved = true;
        await approve(second, two.uid);
      }
    };
    const three = await second.submit(environment, { web: '' });
    await second.execution.start();
    await second.ended(three.uid);
    await second.ended(two.uid);
    await second.execution.stop();
    expect(isApproved).toBe(true);
    const plan = await database('plans').where({ deployment_uid: three.uid }).first();
    const before = await database('deployments').where({ uid: two.uid }).first();
    expect(plan.base_set).toBe(before.set_hash); // planned on what the other one has made of it
  });
});
