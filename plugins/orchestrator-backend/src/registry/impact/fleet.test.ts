import { TestDatabases } from '@backstage/backend-test-utils';
import { hostChange, ImpactFixture } from './__testUtils__/ImpactFixture';
import { UnfinishedImpactError } from './ImpactRefusal';

jest.setTimeout(60_000);

const ANA = 'user:default/ana';
const CHANGE = hostChange('two');

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('a change to a large fleet on %p', id => {
  let fixture: ImpactFixture;
  beforeEach(async () => {
    fixture = await ImpactFixture.create(await databases.init(id), { inlineEnvironments: 1 });
    await fixture.addEnvironment('live2', 'p', { isLive: true });
    await fixture.addEnvironment('live3', 'p', { isLive: true });
  });
  afterEach(() => fixture.remove());

  const confirm = (confirmed?: string, change: object = CHANGE) =>
    fixture.parts.guard.assertConfirmed(change, confirmed, ANA);
  async function refusal(confirmed?: string, change?: object): Promise<UnfinishedImpactError> {
    const error = await confirm(confirmed, change).then(
      () => 'It was let through.',
      caught => caught,
    );
    expect(error).toBeInstanceOf(UnfinishedImpactError);
    return error;
  }
  const move = (name: string) =>
    fixture.database('environments').where({ name }).update({ labels: '{"moved":"yes"}' });

  it('is looked at by the queue, and made once its report is confirmed', async () => {
    const first = await refusal();
    expect(first.report).toMatchObject({ status: 'pending', requestedBy: ANA });
    expect(first.message).toContain('touches 3 environments');
    // Who asks again while it is made gets the same report, confirmed or not.
    expect((await refusal()).report.uid).toBe(first.report.uid);
    expect((await refusal(first.report.uid)).message).toContain('is not ready');
    await fixture.work();
    const report = await fixture.ended(first.report.uid);
    expect(report.summary).toMatchObject({ affected: 3, replaced: 3, destructive: 3 });
    expect(report).not.toHaveProperty('marks');
    await confirm(report.uid);
    expect((await refusal(report.uid, hostChange('three'))).message).toContain('another change');
  });

  it('is asked about again when the registry has moved, and is told what has', async () => {
    await fixture.work();
    const { uid } = await fixture.ended((await refusal()).report.uid);
    await fixture.declare('four');
    const moved = await refusal(uid);
    expect(moved.message).toContain(`the impact report ${uid}`);
    expect(moved.message).toMatch(/from revision \d+ to \d+ \(definitions .*a.*\)/);
    expect(moved.cutTo(moved.report, new Set()).message).not.toContain('definitions');
    await confirm((await fixture.ended(moved.report.uid)).uid);
  });

  it('is made when few environments have moved and nothing more would go, and else asked about again', async () => {
    await fixture.work();
    const { uid } = await fixture.ended((await refusal()).report.uid);
    await move('live');
    await confirm(uid);
    await move('live2');
    expect((await refusal(uid)).message).toContain('2 environments that it is about have moved');
  });

  it('is asked about again when more would be taken away where an environment is new', async () => {
    await fixture.work();
    const { uid } = await fixture.ended((await refusal()).report.uid);
    await fixture.addEnvironment('live4', 'p', { isLive: true });
    expect((await refusal(uid)).message).toContain('more would be taken away by now');
  });

  it('is looked at where nobody waits without a report', async () => {
    await expect(
      fixture.parts.guard.assertConfirmed(CHANGE, undefined, ANA, { nobodyWaits: true }),
    ).rejects.toMatchObject({ report: { status: 'done', summary: { destructive: 3 } } });
  });
});
