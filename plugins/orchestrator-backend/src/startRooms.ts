import type {
  AuditorService,
  AuthService,
  DatabaseService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { MetricsService, TracingService } from '@backstage/backend-plugin-api/alpha';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ReadinessChecks } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Rooms } from './api/startApi';
import { selectWorkloadsOfSets } from './database/environments/selectWorkloadsOfSets';
import { endSilentConnections } from './database/endSilentConnections';
import { applyMigrations } from './database/migrate';
import { ownDatabaseFile } from './database/ownDatabaseFile';
import { ClonePlans, DatabaseDeployments, DatabaseGates } from './deployments';
import { CatalogSystems } from './environments/CatalogSystems';
import { DatabaseEnvironments } from './environments/DatabaseEnvironments';
import { ExpiryTask } from './environments/ExpiryTask';
import { OwnerSync } from './environments/OwnerSync';
import {
  Execution,
  createWorkQueue,
  declareConfiguredRestore,
  readExecutionSettings,
} from './execution';
import { OutboxFailures } from './execution/outbox/OutboxFailures';
import type { CollectedDrivers } from './extensions/CollectedDrivers';
import type { CollectedPlanPolicies } from './extensions/CollectedPlanPolicies';
import type { CollectedSecretStores } from './extensions/CollectedSecretStores';
import { Readiness, endsWithin } from './health';
import { DatabaseLedger } from './ledger/DatabaseLedger';
import { EXECUTION_ENCRYPTED_COLUMNS } from './ledger/LedgerCiphers';
import { readCelPolicies } from './policies';
import { NotificationSink } from './notifications/NotificationSink';
import {
  DatabasePins,
  DefaultRegistry,
  DefinitionTests,
  ManifestTexts,
  readInlineEnvironments,
  startImpact,
  startRollouts,
} from './registry';
import { Telemetry, observeDatabase } from './telemetry';
import { Retention, readRetentionSettings } from './retention';
import {
  AesKeyRing,
  DatabaseValues,
  DefaultSecretStores,
  SECRETS_ENCRYPTED_COLUMNS,
  scheduleReencryption,
} from './secrets';
import { WEBHOOK_ENCRYPTED_COLUMNS, startWebhooks } from './webhooks';

/** How long a stop may take, in milliseconds: what is asked for then is told twice or taken over, and nothing is lost. */
const STOP_LIMIT = 15_000;

/** Options of {@link startRooms}. */
export interface StartRoomsOptions {
  dependencies: {
    auditor: AuditorService;
    auth: AuthService;
    catalog: CatalogService;
    config: RootConfigService;
    database: DatabaseService;
    events: EventsService;
    lifecycle: LifecycleService;
    logger: LoggerService;
    metrics: MetricsService;
    readinessChecks: ReadinessChecks;
    notifications: NotificationService;
    scheduler: SchedulerService;
    signals: SignalsService;
    tracing: TracingService;
    urlReader: UrlReaderService;
  };
  drivers: CollectedDrivers;
  moduleStores: CollectedSecretStores;
  policies: CollectedPlanPolicies;
}

/**
 * Makes the rooms of the backend, each from those before it, and starts what works in the background. Where
 * `platformOrchestrator.worker.enabled` is false the process serves the API only.
 */
export async function startRooms(options: StartRoomsOptions): Promise<Rooms> {
  const { dependencies, drivers, moduleStores, policies } = options;
  const { auth, config, events, lifecycle, logger, scheduler, signals } = dependencies;
  const database = await dependencies.database.getClient();
  const readiness = Readiness.create({ database });
  dependencies.readinessChecks.add(PLUGIN_ID, () => readiness.trouble());
  const giveBackFile = await ownDatabaseFile(database);
  if (!dependencies.database.migrations?.skip) {
    await applyMigrations(database);
  }
  const endUnanswered = endSilentConnections(database);
  readiness.done('migrations');
  const telemetry = Telemetry.create(dependencies);
  telemetry.observe('ready', () => [{ value: readiness.trouble() ? 0 : 1, attributes: {} }]);
  policies.addPlanPolicy(...readCelPolicies(config));
  const keyRing = AesKeyRing.fromConfig(config);
  const secretStores = DefaultSecretStores.fromConfig({ config, database, keyRing });
  moduleStores.addTo(secretStores);
  const values = DatabaseValues.create({ database });
  const registry = DefaultRegistry.create({
    database,
    config,
    logger,
    scheduler,
    events,
    urlReader: dependencies.urlReader,
    drivers: () => drivers.descriptors(),
  });
  const systems = CatalogSystems.create(dependencies);
  const environments = DatabaseEnvironments.create({
    database,
    environmentTypes: () => registry.listEnvironmentTypes(),
    workloadsOfSets: hashes => selectWorkloadsOfSets(database, hashes),
  });
  const queue = await createWorkQueue({ database, config, logger });
  const deployments = DatabaseDeployments.create({
    ...{ database, queue, environments, telemetry },
    environmentTypes: () => registry.listEnvironmentTypes(),
  });
  const ledger = DatabaseLedger.create({ database, queue, environments });
  const webhooks = startWebhooks({ config, database, logger, environments, keyRing });
  const impact = startImpact({
    ...{ database, queue, environments, registry, values },
    drivers: () => drivers.descriptors(),
    inlineEnvironments: readInlineEnvironments(config),
  });
  const { rollouts, task: rolloutTask } = await startRollouts({
    ...{ database, queue, environments, registry, events },
    guard: impact.guard,
  });
  await declareConfiguredRestore({ database, config, logger });
  const execution = Execution.create({
    database,
    logger,
    auditor: dependencies.auditor,
    queue,
    environments,
    registry,
    values,
    keyRing,
    secretStores,
    drivers: drivers.all(),
    events,
    signals,
    sinks: [
      webhooks.sink,
      NotificationSink.create({
        ...{ database, environments, logger, notifications: dependencies.notifications },
      }),
    ],
    tasks: [
      impact.impacts,
      rolloutTask,
      ExpiryTask.create({ ...dependencies, database, deployments }),
      Retention.create({ database, logger, settings: readRetentionSettings(config) }),
    ],
    settings: readExecutionSettings(config),
    telemetry,
    policies: policies.all(),
  });

  await registry.start();
  readiness.done('registry');
  await OwnerSync.fromConfig(config, { database, systems, auth, scheduler, logger }).start();
  await scheduleReencryption({
    database,
    keyRing,
    columns: [
      ...SECRETS_ENCRYPTED_COLUMNS,
      ...EXECUTION_ENCRYPTED_COLUMNS,
      ...WEBHOOK_ENCRYPTED_COLUMNS,
    ],
    scheduler,
    logger,
  });
  lifecycle.addStartupHook(async () => {
    await execution.start();
    readiness.done('queue');
    readiness.start();
    webhooks.start();
  });
  const endObserving = observeDatabase(telemetry, database);
  lifecycle.addShutdownHook(async () => {
    endObserving();
    readiness.stop();
    const stop = async () => {
      await execution.stop();
      await webhooks.stop();
      await registry.stop();
    };
    if (!(await endsWithin(STOP_LIMIT, stop()))) {
      logger.warn('Not everything has stopped in time; connections without an answer are ended.');
      endUnanswered();
    }
    await giveBackFile();
  });
  return {
    environments,
    systems,
    registry,
    ...impact,
    rollouts,
    tests: DefinitionTests.create({ database, registry, drivers: () => drivers.descriptors() }),
    texts: ManifestTexts.create({ database, registry }),
    pins: DatabasePins.create({ database, environments }),
    webhooks: webhooks.webhooks,
    outbox: OutboxFailures.create({ database }),
    deployments,
    clonePlans: ClonePlans.create({
      ...{ database, registry, values, telemetry, policies: policies.all() },
      drivers: () => drivers.descriptors(),
    }),
    gates: DatabaseGates.create({ database, queue, environments }),
    ledger,
    drivers: () => drivers.descriptors(),
  };
}
