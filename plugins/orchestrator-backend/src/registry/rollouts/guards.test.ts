import { TestDatabases } from '@backstage/backend-test-utils';
import { manifestText } from '../__testUtils__/manifestTexts';
import type { DestructiveImpactError } from '../impact/ImpactRefusal';
import { DBA, RolloutFixture } from './__testUtils__/RolloutFixture';

/** Another identity: what exists would be replaced. */
const OTHER_DATABASE = { inputs: { database: 'other-${context.resource.name}', size: 2 } };

async function refusal(work: Promise<unknown>): Promise<DestructiveImpactError> {
  return work.then(
    () => Promise.reject(new Error('It was not refused.')),
    error => error,
  );
}

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('a rollout on %p', id => {
  let fixture: RolloutFixture;
  beforeEach(async () => {
    fixture = await RolloutFixture.create(await databases.init(id));
  });
  afterEach(() => fixture.remove());

  it('that takes something away is refused until its report is confirmed, also of what is the default already', async () => {
    const { rollouts } = await fixture.live({ dev: 'development' });
    await fixture.declare(2, OTHER_DATABASE);
    const { report } = await refusal(rollouts.start('queue', { version: 2 }, DBA));
    expect(report).toMatchObject({
      change: { rollout: { definition: 'queue', version: 2 } },
      summary: { affected: 1, replaced: 1 },
    });
    const versions = [{ definition: 'queue', version: 2 }];
    await fixture.versions.promote({ versions }, DBA);
    const again = await refusal(rollouts.start('queue', { version: 2 }, DBA));
    expect(again.report.summary).toMatchObject({ affected: 1, replaced: 1 });
    const confirmImpact = again.report.uid;
    const { uid } = await rollouts.start('queue', { version: 2, confirmImpact }, DBA);
    expect(await fixture.until(uid, each => each.status !== 'running')).toMatchObject({
      ...{ status: 'succeeded', defaultBefore: 2 },
    });
    expect(await fixture.versionIn('dev')).toBe(2);
  });

  it('that would take away more by now than was confirmed is resumed only with another report', async () => {
    const { rollouts } = await fixture.live({ dev: 'development' });
    await fixture.declare(2, OTHER_DATABASE);
    const waves = [['development']];
    const { report } = await refusal(rollouts.start('queue', { version: 2, waves }, DBA));
    fixture.failIn('dev');
    const { uid } = await rollouts.start(
      'queue',
      { version: 2, waves, confirmImpact: report.uid },
      DBA,
    );
    await fixture.until(uid, each => each.status === 'paused');
    fixture.failNowhere();
    // It is made after the report, where no wave comes; a refresh after the promotion would replace it.
    await fixture.deploy(fixture.replicas[0], 'live', 'production');
    const more = await refusal(rollouts.resume(uid, {}, DBA));
    expect(more.message).toContain('That is more than the report that you confirm shows.');
    await rollouts.resume(uid, { confirmImpact: more.report.uid }, DBA);
    await fixture.until(uid, each => each.status === 'succeeded');
    expect([await fixture.versionIn('dev'), await fixture.versionIn('live')]).toEqual([2, 1]);
  });

  it('pauses when its version turns out to be defective, or another has become the default', async () => {
    await fixture.live({ dev: 'development' });
    await fixture.replicas[0].engine.execution.stop();
    const { rollouts, task } = await fixture.replica();
    await fixture.declare(2);
    await fixture.declare(3);
    const { uid } = await rollouts.start('queue', { version: 2 }, DBA);
    const look = async () => {
      await task.run(uid, new AbortController().signal);
      return rollouts.get(uid);
    };
    const second = { definition: 'queue', version: 2 };
    await fixture.versions.changeStatus(second, { status: 'defective' }, DBA);
    expect(await look()).toMatchObject({
      status: 'paused',
      changed: { reason: expect.stringContaining('is defective by now') },
      summary: { pending: 1 },
    });
    await expect(rollouts.resume(uid, {}, DBA)).rejects.toThrow('is defective by now');
    await fixture.versions.changeStatus(second, { status: 'proposed' }, DBA);
    await rollouts.resume(uid, {}, DBA);
    const versions = [{ definition: 'queue', version: 3 }];
    await fixture.versions.promote({ versions }, DBA);
    const overtaken = await look();
    expect(overtaken).toMatchObject({ status: 'paused', summary: { pending: 1 } });
    expect(overtaken.changed!.reason).toContain('was version 1 and is version 3 by now');
    // Whoever resumes knows of it.
    await rollouts.resume(uid, {}, DBA);
    expect(await look()).toMatchObject({
      ...{ status: 'running', defaultBefore: 3, summary: { running: 1 } },
    });
  });

  it('is refused while another definition has the criteria that it would bring into force', async () => {
    const { rollouts } = await fixture.replica();
    const declareBig = (criteria: object[]) =>
      fixture.manifests.write({
        'platform/big.yaml': manifestText('ResourceDefinition', 'big', {
          ...{ type: 'queue', driver: 'static', criteria, inputs: { host: 'big' } },
        }),
      });
    await declareBig([{ class: 'big' }]);
    await fixture.registry.sync();
    await fixture.promote('big');
    await declareBig([{}]);
    await fixture.declare(2, { criteria: [{ class: 'big' }] });
    await expect(rollouts.start('queue', { version: 2 }, DBA)).rejects.toThrow(
      /cannot become the default after its rollout: .* is in force for definition "big"/,
    );
  });
});
