import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const WEB = 'resources: { db: { type: postgres } }';
const DATABASE = 'postgres.default#web.db';
const ids = databases.eachSupportedId();

(ids.length > 0 ? describe.each(ids) : describe.skip.each([['POSTGRES_18']] as const))(
  'faults of %p',
  id => {
    let database: Knex;
    let world: TestWorld;
    const engines: TestEngine[] = [];
    const create = async (settings = {}) => {
      const engine = await TestEngine.create({ database, world, settings });
      engines.push(engine);
      return engine;
    };

    beforeEach(async () => {
      database = await databases.init(id as 'POSTGRES_18');
      world = new TestWorld();
    });
    afterEach(async () => {
      await Promise.all(engines.splice(0).map(engine => engine.execution.stop()));
    });

    /** Lets the server answer writes to the journal as it does when its disk is full, the first so many times. */
    async function fillDisk(times: number): Promise<void> {
      await database.raw(`create sequence refused`);
      await database.raw(`
        create function refuse() returns trigger language plpgsql as $$ begin
          if nextval('refused') <= ${times} then
            raise exception 'could not extend file: No space left on device' using errcode = '53100';
          end if;
          return new;
        end $$`);
      await database.raw(
        'create trigger refuse before insert on journal for each row execute function refuse()',
      );
    }

    it('are tried again when the disk is full for a while', async () => {
      const engine = await create();
      await engine.execution.start();
      await fillDisk(3);
      const environment = await engine.addEnvironment();
      expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
      expect(world.databases.size).toBe(1);
    });

    it('end a deployment with a sentence when the disk stays full, and the next one gets its turn', async () => {
      const engine = await create();
      await engine.execution.start();
      await fillDisk(1_000_000);
      const environment = await engine.addEnvironment();
      const [first, second] = [
        await engine.submit(environment, { web: WEB }),
        await engine.submit(environment, { web: WEB }),
      ];
      for (const { uid } of [first, second]) {
        expect(await engine.ended(uid)).toMatchObject({
          status: 'failed',
          error: expect.stringContaining('No space left on device'),
        });
      }
      expect(world.applied()).toEqual([]);
    });

    it('are survived when the server ends every connection in the middle of an effect', async () => {
      const engine = await create({ errorDelay: 100 });
      let cut = false;
      world.after = async ctx => {
        if (ctx.node === DATABASE && !cut) {
          cut = true;
          const killer = await databases.init(id as 'POSTGRES_18');
          await killer.raw(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = ?`,
            [database.client.config.connection.database],
          );
        }
      };
      await engine.execution.start();
      const environment = await engine.addEnvironment();
      const { uid } = await engine.submit(environment, { web: WEB });
      let ended = await engine.ended(uid).catch(() => undefined);
      while (!ended) {
        ended = await engine.ended(uid).catch(() => undefined);
      }
      expect(ended).toMatchObject({ status: 'succeeded' });
      const made = [...world.databases.values()];
      expect(made).toHaveLength(1);
      expect(new Set(made[0].madeWith).size).toBe(1); // one effect, under one key
    });

    it('are waited out when others hold every connection of the pool', async () => {
      const engine = await create();
      await engine.execution.start();
      const environment = await engine.addEnvironment();
      const { uid } = await engine.submit(environment, { web: WEB });
      const { max } = database.client.pool;
      await Promise.all(
        Array.from({ length: max * 2 }, () => database.raw('select pg_sleep(0.5)')),
      );
      expect(await engine.ended(uid)).toMatchObject({ status: 'succeeded' });
    });
  },
);
