import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const TOKEN = 'test';
const READY_SECONDS = 90;

/** What kubectl has said. */
export interface KubectlAnswer {
  status: number;
  output: string;
  /** Errors and warnings, one a line. */
  complaints: string[];
}

/**
 * A real API server for tests: that of `KUBEBUILDER_ASSETS`, a folder with `kube-apiserver` and `etcd` as the tools of
 * Kubernetes' own developers unpack it, which is started on the loopback interface and belongs to the tests; or else
 * that of `KUBECONFIG`, where tests may only look and make dry runs.
 */
export class KubernetesApiServer {
  /** Arguments that lead kubectl to the server. */
  readonly #access: string[];
  readonly #kubectl: string;
  readonly #processes: ChildProcess[];
  readonly #folder: string;

  private constructor(
    access: string[],
    kubectl: string,
    processes: ChildProcess[],
    folder: string,
  ) {
    this.#access = access;
    this.#kubectl = kubectl;
    this.#processes = processes;
    this.#folder = folder;
  }

  /** Says whether it will be a server of the tests' own, where they may change things. */
  static isOwn(): boolean {
    return Boolean(process.env.KUBEBUILDER_ASSETS);
  }

  /** Says whether there is one to be had; a cluster that cannot be reached, or refuses us, is none. */
  static isGiven(): boolean {
    if (KubernetesApiServer.isOwn()) {
      return true;
    }
    const question = ['auth', 'can-i', 'create', 'deployments', '--namespace', 'default'];
    return (
      Boolean(process.env.KUBECONFIG) &&
      spawnSync('kubectl', [...question, '--request-timeout=5s']).status === 0
    );
  }

  /** @throws Error when the server does not get ready. */
  static async start(): Promise<KubernetesApiServer> {
    const assets = process.env.KUBEBUILDER_ASSETS;
    const folder = mkdtempSync(join(tmpdir(), 'tutti-api-server-'));
    if (!assets) {
      return new KubernetesApiServer([], 'kubectl', [], folder);
    }
    const [port, clientPort, peerPort] = await freePorts(3);
    const own = join(assets, 'kubectl');
    const server = new KubernetesApiServer(
      ['--kubeconfig', writeKubeconfig(folder, port)],
      existsSync(own) ? own : 'kubectl',
      startProcesses(assets, folder, { port, clientPort, peerPort }),
      folder,
    );
    for (let second = 0; second < READY_SECONDS; second++) {
      if (server.kubectl(['get', 'namespace', 'default']).status === 0) {
        return server;
      }
      await delay(1000);
    }
    await server.stop();
    throw new Error(`The API server in ${assets} is not ready after ${READY_SECONDS} seconds.`);
  }

  /** Runs kubectl against this server. */
  kubectl(args: string[], input = ''): KubectlAnswer {
    const { status, stdout, stderr } = spawnSync(
      this.#kubectl,
      [...this.#access, '--cache-dir', this.#folder, ...args],
      { input, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: 60_000 },
    );
    const complaints = stderr
      .split('\n')
      .filter(line => line !== '' && !/version difference/.test(line));
    return {
      status: status ?? 1,
      output: stdout,
      // It was killed, for instance because the server does not answer.
      complaints: status === 0 || complaints.length > 0 ? complaints : ['kubectl has failed.'],
    };
  }

  async stop(): Promise<void> {
    for (const child of this.#processes) {
      if (child.exitCode === null) {
        const exited = new Promise(resolve => child.once('exit', resolve));
        child.kill('SIGKILL');
        await exited;
      }
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function startProcesses(
  assets: string,
  folder: string,
  { port, clientPort, peerPort }: Record<'port' | 'clientPort' | 'peerPort', number>,
): ChildProcess[] {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  const key = join(folder, 'service-accounts.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }));
  const tokens = join(folder, 'tokens.csv');
  writeFileSync(tokens, `${TOKEN},test,test,system:masters\n`);
  const run = (program: string, args: string[]) =>
    spawn(join(assets, program), args, { stdio: 'ignore', cwd: folder });
  return [
    run('etcd', [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
    ]),
    run('kube-apiserver', [
      `--etcd-servers=${client}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${join(folder, 'certificates')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      `--token-auth-file=${tokens}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.0.0.0/16',
      // Nothing makes the service accounts that it would ask for.
      '--disable-admission-plugins=ServiceAccount',
    ]),
  ];
}

function writeKubeconfig(folder: string, port: number): string {
  const file = join(folder, 'kubeconfig');
  const cluster = { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true };
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster }],
      users: [{ name: 'test', user: { token: TOKEN } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      'current-context': 'test',
    }),
  );
  return file;
}

/** Ports that nobody listens on; all are held until the last is found, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    ports.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) {
    await new Promise(resolve => server.close(resolve));
  }
  return ports;
}
