import { TestDatabases } from '@backstage/backend-test-utils';
import { TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ids = databases.eachSupportedId();

(ids.length > 0 ? describe.each(ids) : describe.skip.each([['POSTGRES_18']] as const))(
  'replicas that only answer calls on %p',
  id => {
    it('leave the work to those that work, and show how far it is', async () => {
      const database = await databases.init(id as 'POSTGRES_18');
      const world = new TestWorld();
      const answers = await TestEngine.create({ database, world, settings: { enabled: false } });
      await answers.execution.start();
      const environment = await answers.addEnvironment();
      const { uid } = await answers.submit(environment, { web: '' });
      await new Promise(resolve => setTimeout(resolve, 1_500));
      expect(await answers.deployments.get(uid)).toMatchObject({ status: 'pending' });
      const works = await TestEngine.create({ database, world });
      await works.execution.start();
      expect(await answers.ended(uid)).toMatchObject({ status: 'succeeded' });
      await Promise.all([answers.execution.stop(), works.execution.stop()]);
    });
  },
);
