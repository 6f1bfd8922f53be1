import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type {
  EventParams,
  EventsService,
  EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';
import type { PlanPolicy } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { isFinal, type Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeploymentDelta } from '@tutti/planner';
import { formatProblem, readScore } from '@tutti/score';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { isPostgres } from '../../database/columns';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { DatabaseDeployments } from '../../deployments/DatabaseDeployments';
import type { Submission } from '../../deployments/Deployments';
import { DatabaseGates } from '../../deployments/gates/DatabaseGates';
import type { EnvironmentRecord } from '../../environments/Environments';
import { DatabaseLedger } from '../../ledger/DatabaseLedger';
import type { Registry } from '../../registry/Registry';
import { AesKeyRing } from '../../secrets/AesKeyRing';
import { DefaultSecretStores } from '../../secrets/DefaultSecretStores';
import type { Telemetry } from '../../telemetry';
import { Execution } from '../Execution';
import type { ExecutionSettings } from '../ExecutionSettings';
import { InProcessWorkQueue } from '../queue/InProcessWorkQueue';
import { PgBossWorkQueue } from '../queue/PgBossWorkQueue';
import type { TaskKind } from '../queue/TaskKind';
import type { WorkQueue } from '../queue/WorkQueue';
import { testRegistry } from './testManifests';
import type { TestWorld } from './TestWorld';

/** Who submits in tests. */
export const ANA = { ref: 'user:default/ana' };
/** Who approves in tests. */
export const BEN = { ref: 'user:default/ben' };

/** An engine with a real database and queue, and a world of test drivers; several may share database and world. */
export class TestEngine {
  events: EventParams[] = [];

  private constructor(
    readonly database: Knex,
    readonly deployments: DatabaseDeployments,
    readonly execution: Execution,
    readonly queue: WorkQueue,
    readonly ledger: DatabaseLedger,
    readonly gates: DatabaseGates,
  ) {}

  static async create(options: {
    database: Knex;
    world: Pick<TestWorld, 'drivers' | 'onSnapshot'>;
    settings?: Partial<ExecutionSettings>;
    policies?: PlanPolicy[];
    telemetry?: Telemetry;
    logger?: LoggerService;
    auditor?: AuditorService;
    /** Default: one that never changes. */
    registry?: Pick<Registry, 'snapshot'>;
    /** Background work, made with the queue of this engine and with what tells of its deployments. */
    tasks?: (parts: { queue: WorkQueue; events: EventsService }) => Promise<TaskKind[]>;
  }): Promise<TestEngine> {
    const { database, world, policies, telemetry } = options;
    await prepareSchema(database);
    const logger = options.logger ?? mockServices.logger.mock();
    const queue = isPostgres(database)
      ? await PgBossWorkQueue.create({ database, logger, stopGrace: 200 })
      : InProcessWorkQueue.create({ database, logger, stopGrace: 200, retryDelay: 50 });
    const environments = { findByUid: (uid: string) => findEnvironment(database, uid) };
    const unchanging = testRegistry();
    const registry = options.registry ?? {
      snapshot: async () => ({ registry: unchanging, revision: '1' }),
    };
    const published: EventParams[] = [];
    const events = eventsInProcess(published);
    const tasks = await options.tasks?.({ queue, events });
    const execution = Execution.create({
      database,
      logger,
      auditor: options.auditor,
      queue,
      environments,
      registry: {
        snapshot: async bound => {
          world.onSnapshot();
          return registry.snapshot(bound);
        },
      },
      values: { forEnvironment: async () => ({ values: {}, version: '0' }) },
      keyRing: AesKeyRing.fromConfig(
        new ConfigReader({
          platformOrchestrator: {
            secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
          },
        }),
      ),
      secretStores: DefaultSecretStores.create([]),
      drivers: world.drivers(),
      events,
      tasks,
      policies,
      telemetry,
      settings: {
        retryDelay: 5,
        errorDelay: 5,
        cancelPoll: 20,
        abortGrace: 50,
        ...options.settings,
      },
    });
    const deployments = DatabaseDeployments.create({
      ...{ database, queue, environments, telemetry },
      environmentTypes: async () => (await registry.snapshot([])).registry.environmentTypes,
    });
    const ledger = DatabaseLedger.create({ database, queue, environments });
    const gates = DatabaseGates.create({ database, queue, environments });
    const engine = new TestEngine(database, deployments, execution, queue, ledger, gates);
    engine.events = published;
    return engine;
  }

  /** Writes an environment, and its application unless it is that of another environment. */
  async addEnvironment(name = 'dev', type = 'development', beside?: string): Promise<string> {
    const found = beside && (await findEnvironment(this.database, beside));
    const application = found ? found.applicationUid : uuid();
    const environment = uuid();
    if (!found) {
      await this.database('applications').insert({ uid: application, name: `shop-${name}` });
    }
    await this.database('environments').insert({
      uid: environment,
      application_uid: application,
      name,
      type,
    });
    return environment;
  }

  /** Submits workloads as Score files. */
  async submit(
    environmentUid: string,
    workloads: Record<string, string>,
    rest: Partial<Submission> = {},
  ): Promise<Deployment> {
    return this.deployments.submit(
      {
        environmentUid,
        kind: 'deploy',
        delta: deltaOf(workloads),
        planOnly: false,
        onBusy: 'queue',
        ...rest,
      },
      ANA,
    );
  }

  /** Submits, and waits for the end. */
  async deploy(
    environmentUid: string,
    workloads: Record<string, string>,
    rest: Partial<Submission> = {},
  ): Promise<Deployment> {
    const { uid } = await this.submit(environmentUid, workloads, rest);
    return this.ended(uid);
  }

  /** Waits for the end of a deployment, or until it waits for approval. */
  async ended(uid: string): Promise<Deployment> {
    for (;;) {
      const deployment = await this.deployments.get(uid);
      if (isFinal(deployment.status) || deployment.status === 'awaiting-approval') {
        return deployment;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  /** Waits until everybody has been told what there is to tell, after which nothing changes by itself. */
  async told(): Promise<void> {
    while ((await this.database('outbox')).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  /** Every row of every table as text, for looking for what must not be there. */
  async dump(): Promise<string> {
    const tables = [
      'deployments',
      'plans',
      'ledger',
      'journal',
      'deployment_log',
      'outbox',
      'deployment_sets',
      'deployment_nodes',
    ];
    const rows = await Promise.all(tables.map(table => this.database(table)));
    return JSON.stringify(rows);
  }
}

/** Events within this process, which are kept too. */
function eventsInProcess(published: EventParams[]): EventsService {
  const subscribers: EventsServiceSubscribeOptions[] = [];
  return {
    publish: async event => {
      published.push(event);
      for (const { topics, onEvent } of subscribers) {
        if (topics.includes(event.topic)) {
          await onEvent(event);
        }
      }
    },
    subscribe: async subscriber => void subscribers.push(subscriber),
  };
}

/** Reads an environment as the environments room does. */
export async function findEnvironment(database: Knex, uid: string): Promise<EnvironmentRecord> {
  const row = await database('environments')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .where('environments.uid', uid)
    .select('environments.*', { application_name: 'applications.name' })
    .first();
  return {
    uid,
    applicationUid: row.application_uid,
    application: row.application_name,
    applicationLabels: {},
    name: row.name,
    type: row.type,
    labels: {},
    status: row.status,
    desiredSet: row.desired_set ?? undefined,
    createdAt: '',
  };
}

/** A delta that adds or changes workloads; by name the part of the Score file after its containers. */
export function deltaOf(workloads: Record<string, string>, remove: string[] = []): DeploymentDelta {
  const upsert: DeploymentDelta['upsert'] = {};
  for (const [name, rest] of Object.entries(workloads)) {
    const containers = rest.includes('containers:')
      ? ''
      : 'containers: { main: { image: "app:1" } }\n';
    const text = `apiVersion: score.dev/v1b1\nmetadata: { name: ${name} }\n${containers}${rest}\n`;
    const { files, problems } = readScore(text, { source: `${name}.yaml` });
    if (files.length !== 1) {
      throw new Error(problems.map(formatProblem).join('\n'));
    }
    upsert[name] = { workload: files[0].workload };
  }
  return { upsert, remove };
}
