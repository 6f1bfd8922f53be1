import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import platformOrchestratorPlugin from '@tutti/backstage-plugin-platform-orchestrator-backend';
import platformOrchestratorModuleStatic from '@tutti/backstage-plugin-platform-orchestrator-backend-module-static';

const ROOT = path.resolve(__dirname, '../../../../..');
const BUILD = path.join(ROOT, 'packages/cli/scripts/build.mjs');
/** From here the program finds what others wrote. */
const CACHE = path.join(ROOT, 'node_modules/.cache');

const MANIFESTS = `
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: development }
spec: { order: 10 }
---
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: production }
spec: { order: 20, approvals: { required: 1 } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: queue, title: Queue }
spec:
  use: direct
  scope: workload
  outputs: { type: object, properties: { address: { type: string } } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: queue-any }
spec: { type: queue, driver: static, criteria: [{}], inputs: { address: a-queue } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: workload-any }
spec: { type: workload, driver: static, criteria: [{}], inputs: {} }
`;

/** How a command ended. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Who runs a command: `gus` may look and nothing else. */
export type User = 'ana' | 'ben' | 'gus';

/** Everybody may do everything, and `gus` may only read. */
const permissions: PermissionsService = {
  authorize: async () => {
    throw new Error('The API asks for conditional decisions only.');
  },
  authorizeConditional: async (requests, options) => {
    const credentials = options && 'credentials' in options ? options.credentials : undefined;
    const principal = credentials?.principal as { userEntityRef?: string } | undefined;
    const isGuest = principal?.userEntityRef === 'user:default/gus';
    return requests.map(({ permission }) => ({
      result:
        isGuest && permission.attributes.action !== 'read'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  },
};

/** The plugin behind a real port, and `tutti` as processes that call it. */
export class CommandLine {
  readonly #folder: string;
  /** Where the program is built: as it is published, which starts faster than its sources. */
  readonly #built: string;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  private constructor(folder: string, backend: Awaited<ReturnType<typeof startTestBackend>>) {
    this.#folder = folder;
    fs.mkdirSync(CACHE, { recursive: true });
    this.#built = fs.mkdtempSync(path.join(CACHE, 'tutti-'));
    execFileSync(process.execPath, [BUILD, this.#built]);
    this.#backend = backend;
  }

  /** @param files - what is in the folder in which commands run */
  static async start(files: Record<string, string> = {}): Promise<CommandLine> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tutti-command-line-'));
    const platform = path.join(folder, 'platform');
    fs.mkdirSync(platform);
    fs.writeFileSync(path.join(platform, 'manifests.yaml'), MANIFESTS);
    const backend = await startTestBackend({
      features: [
        platformOrchestratorPlugin,
        platformOrchestratorModuleStatic,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            platformOrchestrator: {
              manifests: { sources: [{ name: 'platform', type: 'file', path: platform }] },
              secrets: {
                keys: [{ id: 'test', secret: 'a secret that is long enough for a test' }],
              },
            },
          },
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissions,
        }),
      ],
    });
    const commandLine = new CommandLine(folder, backend);
    for (const [name, content] of Object.entries(files)) {
      commandLine.write(name, content);
    }
    return commandLine;
  }

  /** Writes a file into the folder in which commands run. */
  write(name: string, content: string): void {
    fs.writeFileSync(path.join(this.#folder, name), content);
  }

  /** Runs a command to its end. */
  run(user: User, ...args: string[]): Promise<Run> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [path.join(this.#built, 'tutti.cjs'), ...args], {
        cwd: this.#folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...{ PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
          TUTTI_SERVER: `http://localhost:${this.#backend.server.port()}`,
          TUTTI_TOKEN: mockCredentials.user.token(`user:default/${user}`),
        },
      });
      const run: Run = { code: null, stdout: '', stderr: '' };
      child.stdout.on('data', chunk => (run.stdout += chunk));
      child.stderr.on('data', chunk => (run.stderr += chunk));
      child.once('error', reject);
      child.once('close', code => resolve({ ...run, code }));
    });
  }

  /** Runs a command that must succeed; answers with its result. */
  async ask(user: User, ...args: string[]) {
    const { code, stdout, stderr } = await this.run(user, ...args, '--output', 'json');
    if (code !== 0) {
      throw new Error(`tutti ${args.join(' ')} ended with ${code}: ${stderr}`);
    }
    return JSON.parse(stdout);
  }

  /** Runs a command that must be refused by the server; answers with its words. */
  async refusal(user: User, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(user, ...args);
    if (code !== 3 || stdout !== '') {
      throw new Error(`tutti ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
    }
    return stderr;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    for (const folder of [this.#folder, this.#built]) {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
}
