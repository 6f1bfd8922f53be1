import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretRedactor } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { GitCommand } from './git/GitCommand';
import { deliveryContext, deliveryRequest } from './__testUtils__/deliveryRequest';
import { startGitServer } from './__testUtils__/startGitServer';
import { TestRepository } from './__testUtils__/TestRepository';

const TOKEN = 'token-with-a-%-and-a-$(date)';

describe('credentials', () => {
  let repository: TestRepository;
  let server: Awaited<ReturnType<typeof startGitServer>>;
  let argumentsFile: string;
  let git: GitCommand;

  beforeAll(async () => {
    repository = TestRepository.create();
    server = await startGitServer({ folder: repository.folder, username: 'bot', token: TOKEN });
    // Writes down with which arguments it was called, and is git otherwise.
    argumentsFile = join(repository.folder, 'arguments');
    writeFileSync(argumentsFile, '');
    const binary = join(repository.folder, 'git');
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    writeFileSync(
      binary,
      `#!/bin/sh\nprintf '%s\\n' "$*" >> "${argumentsFile}"\nexec "${real}" "$@"\n`,
    );
    chmodSync(binary, 0o755);
    git = GitCommand.create(binary);
  });
  afterAll(async () => {
    await server.stop();
    await repository.remove();
  });

  const createDriver = (token: string) =>
    repository.createDriver({ url: `${server.url}/deployments.git`, username: 'bot', token }, git);
  const reveals = (text: string, token = TOKEN) => {
    const redactor = new SecretRedactor();
    redactor.register(token);
    return redactor.reveals(text);
  };

  it('open a repository over HTTP, and are in no argument, log line, answer or commit', async () => {
    const ctx = deliveryContext(deliveryRequest());
    const driver = createDriver(TOKEN);
    const result = await driver.apply(ctx);
    const observation = await driver.read(ctx);
    expect(repository.files()).toHaveLength(2);
    const said = [
      readFileSync(argumentsFile, 'utf8'),
      JSON.stringify(ctx.log),
      JSON.stringify([result, observation]),
      repository.git('log', '-p', 'main'),
    ];
    expect(said[0]).toContain('push --porcelain');
    expect(said.map(text => reveals(text))).toEqual([false, false, false, false]);
  });

  it('that are wrong end in a sentence that says where to look, without them', async () => {
    const wrong = 'wrong-token-of-some-length';
    const failure = await createDriver(wrong)
      .apply(deliveryContext(deliveryRequest()))
      .catch(error => error);
    expect(failure).toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining(
        'Check the username and token in platformOrchestrator.git.repositories.deployments.',
      ),
    });
    expect(reveals(failure.message, wrong)).toBe(false);
  });

  it('that are missing do not make git ask and wait', async () => {
    const driver = repository.createDriver({ url: `${server.url}/deployments.git` }, git);
    await expect(driver.apply(deliveryContext(deliveryRequest()))).rejects.toMatchObject({
      errorClass: 'permanent',
    });
  });

  it('take passing trouble of the network for what it is', async () => {
    const driver = repository.createDriver({ url: 'http://127.0.0.1:1/deployments.git' }, git);
    await expect(driver.apply(deliveryContext(deliveryRequest()))).rejects.toMatchObject({
      errorClass: 'transient',
    });
  });
});
