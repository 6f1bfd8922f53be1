import type { LoggerService } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { TestEngine } from '../__testUtils__/TestEngine';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

interface Line {
  level: string;
  message: string;
  fields: object;
}

/** A logger that keeps what it is told. */
function recording(lines: Line[], fields: object = {}): LoggerService {
  const at = (level: string) => (message: string, meta?: object) =>
    void lines.push({ level, message, fields: { ...fields, ...meta } });
  return {
    ...{ error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') },
    child: more => recording(lines, { ...fields, ...more }),
  };
}

describe.each(databases.eachSupportedId())('the log of the process on %p', id => {
  it('has the errors of a deployment, with which one it is and the node, and without secrets', async () => {
    const lines: Line[] = [];
    const world = new TestWorld();
    const database = await databases.init(id);
    const engine = await TestEngine.create({ database, world, logger: recording(lines) });
    const environment = await engine.addEnvironment();
    world.after = ({ node }) => {
      if (node === 'postgres.default#web.db') {
        throw permanentError(`cannot log in with ${world.passwords[0]}`);
      }
    };
    await engine.execution.start();
    const deployment = await engine.deploy(environment, {
      web: 'resources: { db: { type: postgres } }',
    });
    await engine.execution.stop();
    const line = lines.find(({ message }) => message.startsWith('cannot log in with'));
    expect(line?.level).toBe('error');
    expect(line?.fields).toMatchObject({
      application: 'shop-dev',
      environment: 'dev',
      environmentUid: environment,
      deployment: deployment.uid,
      deploymentNumber: 1,
      node: 'postgres.default#web.db',
    });
    expect(JSON.stringify(lines)).not.toContain(world.passwords[0]);
  });
});
