import { scoreFile } from './manifests';
import type { RigClient, SeenDeployment } from './RigClient';

/** Statuses in which nothing happens by itself any more. */
const RESTING = new Set([
  'planned',
  'succeeded',
  'failed',
  'needs-attention',
  'rejected',
  'cancelled',
  'superseded',
  'awaiting-approval',
]);

/** The things of workloads by name, with what each is to be. */
export type Wanted = Record<string, Record<string, { size: number; flavour: string }>>;

/** One environment as a person works with it. */
export class Site {
  readonly application: string;
  readonly environment: string;
  readonly uid: string;
  readonly #client: RigClient;

  private constructor(client: RigClient, application: string, environment: string, uid: string) {
    this.#client = client;
    this.application = application;
    this.environment = environment;
    this.uid = uid;
  }

  /** Makes the environment, and its application when it is not there. */
  static async create(
    client: RigClient,
    application: string,
    environment: string,
    type = 'development',
  ): Promise<Site> {
    await client.persist('POST', '/applications', { body: { name: application } });
    const path = `/applications/${application}/environments`;
    await client.persist('POST', path, { body: { name: environment, type } });
    const { body } = await client.persist<{ uid: string }>('GET', `${path}/${environment}`);
    return new Site(client, application, environment, body.uid);
  }

  get name(): string {
    return `${this.application}/${this.environment}`;
  }

  /** Submits workloads and removals; undefined when the environment was busy or they are refused. */
  async submit(
    wanted: Wanted,
    options: { image?: string; remove?: string[]; onBusy?: string; key?: string } = {},
  ): Promise<SeenDeployment | undefined> {
    const { image = 'app:1', remove = [], onBusy = 'queue', key = crypto.randomUUID() } = options;
    const path = `/applications/${this.application}/environments/${this.environment}/deployments`;
    const scoreFiles = Object.entries(wanted).map(([name, things]) => ({
      content: scoreFile(name, things),
      images: { '*': image },
    }));
    const answer = await this.#client.persist<SeenDeployment>('POST', path, {
      key,
      body: {
        ...(scoreFiles.length > 0 && { scoreFiles }),
        ...(remove.length > 0 && { remove }),
        onBusy,
      },
    });
    if (answer.status === 201) {
      return answer.body;
    }
    if (answer.status !== 409) {
      throw new Error(`${this.name} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return undefined;
  }

  async look(uid: string): Promise<SeenDeployment> {
    const { body } = await this.#client.persist<SeenDeployment>('GET', `/deployments/${uid}`);
    return body;
  }

  /** The lines of a deployment's log. */
  async log(uid: string): Promise<string[]> {
    const { body } = await this.#client.persist<{ items: { message: string }[] }>(
      'GET',
      `/deployments/${uid}/log`,
    );
    return body.items.map(({ message }) => message);
  }

  /** Waits until a deployment rests. @throws Error when it does not within so many milliseconds. */
  async rested(uid: string, within = 120_000): Promise<SeenDeployment> {
    const deadline = Date.now() + within;
    for (;;) {
      const deployment = await this.look(uid);
      if (RESTING.has(deployment.status)) {
        return deployment;
      }
      if (Date.now() > deadline) {
        throw new Error(
          `Deployment ${deployment.number} of ${this.name} is still ${deployment.status} after ${within / 1000} s.`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
  }

  async cancel(uid: string): Promise<void> {
    await this.#client.persist('POST', `/deployments/${uid}/cancel`, { body: {} });
  }

  /** Another person approves or rejects the plan in force. */
  async decide(uid: string, verdict: 'approved' | 'rejected'): Promise<void> {
    const { planHash } = await this.look(uid);
    const body = { planHash, verdict, reason: 'The rig says so.' };
    await this.#client.persist('POST', `/deployments/${uid}/approvals`, { body, person: 'ben' });
  }
}
