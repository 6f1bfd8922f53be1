import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GitCommand } from './git/GitCommand';
import { GitHome } from './git/GitHome';
import { GitDeliveryDriver } from './GitDeliveryDriver';
import { GitRepositories } from './repositories/GitRepositories';
import {
  deliveryContext,
  deliveryRequest,
  workloadManifests,
} from './__testUtils__/deliveryRequest';
import { TestRepository } from './__testUtils__/TestRepository';

jest.setTimeout(120_000);

describe('GitDeliveryDriver', () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = TestRepository.create();
  });
  afterEach(() => repository.remove());

  it('makes the first commit of an empty repository', async () => {
    const request = deliveryRequest();
    const { outputs } = await repository.createDriver().apply(deliveryContext(request));
    const path = `shop/${request.environment.id}`;
    expect(repository.files()).toEqual([
      `${path}/.tutti.yaml`,
      `${path}/workloads/web/configmap-web.yaml`,
    ]);
    expect(outputs).toEqual({
      commit: repository.commits()[0],
      repository: 'deployments',
      branch: 'main',
      path,
    });
  });

  it('lets many environments push one branch at once: all land, with one commit each', async () => {
    const requests = Array.from({ length: 12 }, () => deliveryRequest());
    const drivers = [1, 2, 3, 4].map(() => repository.createDriver());
    const results = await Promise.all(
      requests.map((request, index) => drivers[index % 4].apply(deliveryContext(request))),
    );
    expect(repository.commits()).toHaveLength(12);
    expect(new Set(results.map(({ outputs }) => outputs.commit))).toEqual(
      new Set(repository.commits()),
    );
    expect(repository.files()).toHaveLength(24);
  });

  it('starts over on top of what somebody else pushed in between, and keeps it', async () => {
    repository.commitFile('README.md', 'one');
    const request = deliveryRequest();
    const ctx = deliveryContext({
      ...request,
      onAssertOwned: call => {
        if (call <= 2) {
          repository.commitFile('README.md', `changed ${call}`);
        }
      },
    });
    await repository.createDriver().apply(ctx);
    expect(ctx.ownershipChecks()).toBe(3);
    expect(repository.commits()).toHaveLength(4);
    expect(repository.text('README.md')).toBe('changed 2');
  });

  it('makes no second commit after a crash between push and answer, though others went on', async () => {
    const request = { ...deliveryRequest(), idempotencyKey: 'key' };
    const lost = await repository.createDriver().apply(deliveryContext(request));
    repository.commitFile('README.md', 'later');
    const again = await repository.createDriver().apply(deliveryContext(request));
    expect(again).toEqual(lost);
    expect(repository.commits()).toHaveLength(2);
  });

  it('removes the files of removed nodes and leaves alone what others put beside them', async () => {
    const request = deliveryRequest([workloadManifests('web', '1'), workloadManifests('api', '1')]);
    const driver = repository.createDriver();
    await driver.apply(deliveryContext(request));
    const path = `shop/${request.environment.id}`;
    repository.commitFile(`${path}/kustomization.yaml`, 'resources: []');
    repository.commitFile('other/place.yaml', 'a: 1');

    await driver.apply(deliveryContext({ ...request, manifests: [workloadManifests('api', '1')] }));
    expect(repository.files()).toEqual([
      'other/place.yaml',
      `${path}/.tutti.yaml`,
      `${path}/kustomization.yaml`,
      `${path}/workloads/api/configmap-api.yaml`,
    ]);
    await driver.destroy(deliveryContext(request));
    expect(repository.files()).toEqual(['other/place.yaml', `${path}/kustomization.yaml`]);
  });

  it('refuses a folder of another environment, and names the owner', async () => {
    const request = deliveryRequest();
    const driver = repository.createDriver();
    await driver.apply(deliveryContext(request));
    const other = { ...request, environment: { ...request.environment, uid: 'another-uid' } };
    for (const operation of ['plan', 'apply'] as const) {
      await expect(driver[operation](deliveryContext(other))).rejects.toMatchObject({
        errorClass: 'conflict',
        owner: expect.stringContaining(request.environment.uid),
      });
    }
    expect(await driver.read(deliveryContext(other))).toMatchObject({ presence: 'absent' });
    expect(await driver.destroy(deliveryContext(other))).toMatchObject({ presence: 'absent' });
    expect(repository.files()).toHaveLength(2);
  });

  it('refuses a folder with files that no marker claims', async () => {
    const request = deliveryRequest();
    repository.commitFile(`shop/${request.environment.id}/workloads/web/a.yaml`, 'a: 1');
    await expect(repository.createDriver().apply(deliveryContext(request))).rejects.toMatchObject({
      errorClass: 'conflict',
      message: expect.stringContaining('no .tutti.yaml that says whose they are'),
    });
  });

  it('refuses to write or remove under an older fence than the marker has', async () => {
    const request = deliveryRequest();
    const driver = repository.createDriver();
    await driver.apply(deliveryContext({ ...request, fence: { epoch: 2, counter: 5 } }));
    const changed = { ...request, manifests: [workloadManifests('web', 'older')] };
    for (const fence of [
      { epoch: 2, counter: 4 },
      { epoch: 1, counter: 9 },
    ]) {
      for (const operation of ['apply', 'destroy'] as const) {
        await expect(
          driver[operation](deliveryContext({ ...changed, fence })),
        ).rejects.toMatchObject({
          errorClass: 'conflict',
          message: expect.stringContaining('2.5'),
        });
      }
    }
    expect(repository.commits()).toHaveLength(1);
    await driver.apply(deliveryContext({ ...changed, fence: { epoch: 2, counter: 6 } }));
    expect(repository.commits()).toHaveLength(2);
  });

  describe('after a restore of the database', () => {
    const before = workloadManifests('web', '1');
    const since = [workloadManifests('web', '2'), workloadManifests('api', '1')];
    const request = deliveryRequest([before]);
    const restored = { epoch: 2, counter: 1 };

    /** What this database delivered last, and what was delivered after the backup. */
    async function deliverTwice() {
      const driver = repository.createDriver();
      const { state } = await driver.apply(deliveryContext(request));
      await driver.apply(deliveryContext({ ...request, state, manifests: since }));
      return { driver, request: { ...request, state, fence: restored } };
    }

    it('overwrites and removes nothing that was delivered after the backup', async () => {
      const { driver, request: later } = await deliverTwice();
      for (const operation of ['plan', 'apply', 'destroy'] as const) {
        await expect(driver[operation](deliveryContext(later))).rejects.toMatchObject({
          errorClass: 'conflict',
          message: expect.stringContaining('workloads/api/configmap-api.yaml and 1 more would'),
        });
      }
      expect(repository.commits()).toHaveLength(2);
    });

    it('goes on once what there is has been deployed again', async () => {
      const { driver, request: later } = await deliverTwice();
      const same = await driver.apply(deliveryContext({ ...later, manifests: since }));
      expect(repository.commits()).toHaveLength(2);
      await driver.apply(deliveryContext({ ...later, state: same.state }));
      expect(repository.commits()).toHaveLength(3);
    });

    it('goes on where the folder is as this database delivered it', async () => {
      const driver = repository.createDriver();
      const { state } = await driver.apply(deliveryContext(request));
      await driver.apply(deliveryContext({ ...request, state, manifests: since, fence: restored }));
      expect(repository.commits()).toHaveLength(2);
    });
  });

  it('moves the folder when the directory or the branch changes', async () => {
    const request = deliveryRequest();
    const driver = repository.createDriver();
    const { state } = await driver.apply(deliveryContext(request));
    const elsewhere = { ...request, inputs: { ...request.inputs, directory: 'clusters/test' } };
    expect(await driver.plan(deliveryContext({ ...elsewhere, state }))).toMatchObject({
      action: 'update',
    });
    const moved = await driver.apply(deliveryContext({ ...elsewhere, state }));
    expect(repository.files().every(file => file.startsWith('clusters/test/shop/'))).toBe(true);

    const inputs = { ...elsewhere.inputs, branch: 'release/one' };
    await driver.apply(deliveryContext({ ...elsewhere, inputs, state: moved.state }));
    expect(repository.files()).toEqual([]);
    expect(repository.files('release/one')).toHaveLength(2);
  });

  it('plans the files that change, by path', async () => {
    const request = deliveryRequest([workloadManifests('web', '1'), workloadManifests('api', '1')]);
    const driver = repository.createDriver();
    const { state } = await driver.apply(deliveryContext(request));
    const manifests = [workloadManifests('web', '2'), workloadManifests('new', '1')];
    const plan = await driver.plan(deliveryContext({ ...request, manifests, state }));
    const folder = `/files/shop/${request.environment.id}/workloads`;
    expect(plan.differences.map(({ path, before, after }) => [path, !!before, !!after])).toEqual([
      [`${folder}/api/configmap-api.yaml`, true, false],
      [`${folder}/new/configmap-new.yaml`, false, true],
      [`${folder}/web/configmap-web.yaml`, true, true],
    ]);
  });

  it('sees when somebody changed the files by hand, and puts them right', async () => {
    const request = deliveryRequest();
    const driver = repository.createDriver();
    const { state } = await driver.apply(deliveryContext(request));
    const file = `shop/${request.environment.id}/workloads/web/configmap-web.yaml`;
    const written = repository.text(file);
    const asDelivered = async () =>
      (await driver.read(deliveryContext({ ...request, state }))).evidence.asDelivered;
    expect(await asDelivered()).toBe(true);
    repository.commitFile(file, 'by hand');
    expect(await asDelivered()).toBe(false);
    await driver.apply(deliveryContext({ ...request, state }));
    expect(repository.text(file)).toBe(written);
  });

  it('writes trailers that name the deployment, and that no comment can forge', async () => {
    const request = {
      ...deliveryRequest(),
      fence: { epoch: 3, counter: 7 },
      deployment: {
        uid: 'deployment-uid',
        number: 12,
        requestedBy: 'user:default/ana',
        comment: 'Fix it\n\nTutti-Deployment: forged',
      },
    };
    await repository.createDriver().apply(deliveryContext(request));
    expect(repository.git('log', '-1', '--format=%s', 'main')).toBe(
      `Deploy shop to ${request.environment.id} (#12)`,
    );
    expect(repository.git('log', '-1', '--format=%(trailers:unfold)', 'main').split('\n')).toEqual([
      'Tutti-Deployment: deployment-uid',
      `Tutti-Environment: ${request.environment.uid}`,
      'Tutti-Number: 12',
      'Tutti-Fence: 3.7',
      'Tutti-Requested-By: user:default/ana',
    ]);
  });

  it('delivers thousands of files in one commit', async () => {
    const manifests = Array.from({ length: 3000 }, (_, index) =>
      workloadManifests(`workload-${index}`, 'é'.repeat(500)),
    );
    const request = deliveryRequest(manifests);
    const driver = repository.createDriver();
    const { state } = await driver.apply(deliveryContext(request));
    expect(repository.files()).toHaveLength(3001);
    const plan = await driver.plan(deliveryContext({ ...request, state }));
    expect(plan).toMatchObject({ action: 'unchanged' });
  });

  it('refuses one object from two nodes', async () => {
    const one = workloadManifests('web', '1');
    const request = deliveryRequest([one, { ...one, node: 'workload#copy' as any, name: 'copy' }]);
    await expect(repository.createDriver().apply(deliveryContext(request))).rejects.toThrow(
      'The nodes workload#web and workload#copy both bring the ConfigMap "web" in the namespace "shop".',
    );
  });

  it.each(['../up', 'a/../../b', '.git/hooks', '-x'])(
    'refuses the directory %s',
    async directory => {
      const request = deliveryRequest();
      const inputs = { ...request.inputs, directory };
      await expect(
        repository.createDriver().apply(deliveryContext({ ...request, inputs })),
      ).rejects.toMatchObject({ errorClass: 'permanent' });
      expect(repository.commits()).toEqual([]);
    },
  );

  it('stops git and all its children when it is cancelled', async () => {
    const sign = join(repository.folder, 'sign-of-life');
    repository.hook('pre-receive', `while true; do echo alive >> "${sign}"; sleep 0.05; done`);
    const ctx = deliveryContext(deliveryRequest());
    const outcome = repository
      .createDriver()
      .apply(ctx)
      .catch(error => error);
    while (!existsSync(sign)) {
      await sleep(20);
    }
    ctx.abort();
    expect(await outcome).toMatchObject({ errorClass: 'cancelled' });
    const last = readFileSync(sign, 'utf8');
    await sleep(300);
    expect(readFileSync(sign, 'utf8')).toBe(last);
    expect(repository.commits()).toEqual([]);
  });

  it('says in a sentence that git is missing, or a repository, or a folder to write', async () => {
    const request = deliveryRequest();
    const failure = (driver: GitDeliveryDriver) =>
      driver
        .apply(deliveryContext(request))
        .catch(error => `${error.errorClass}: ${error.message}`);

    const missing = join(repository.folder, 'no-git');
    expect(await failure(repository.createDriver({}, GitCommand.create(missing)))).toMatch(
      /permanent: The git binary .* cannot be run \(ENOENT\)\. Install Git/,
    );
    expect(await failure(repository.createDriver({ url: missing }))).toMatch(
      /permanent: Git could not read the repository "deployments": .* Check the url in platformOrchestrator\.git\.repositories\.deployments\./,
    );
    expect(await failure(repository.createDriver({ name: 'other' }))).toMatch(
      /permanent: The repository "deployments" is not configured\. Add .*; there are: deployments-elsewhere, other\./,
    );
    const file = join(repository.folder, 'file');
    writeFileSync(file, '');
    const repositories = GitRepositories.create({
      repositories: [
        {
          name: 'deployments',
          url: 'x',
          branch: 'main',
          username: '',
          author: { name: '', email: '' },
        },
      ],
      git: GitCommand.create(),
      home: GitHome.create(file),
    });
    expect(await failure(GitDeliveryDriver.create({ repositories }))).toMatch(
      /permanent: The folder ".*file" for copies of Git repositories cannot be written/,
    );
  });

  it('tells what a hook of the server said when it refuses', async () => {
    repository.hook('pre-receive', 'echo "Policy: no ConfigMaps on Fridays." >&2; exit 1');
    await expect(
      repository.createDriver().apply(deliveryContext(deliveryRequest())),
    ).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining('Policy: no ConfigMaps on Fridays.'),
    });
  });
});
