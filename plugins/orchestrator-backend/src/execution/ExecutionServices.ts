import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import type { Driver, PlanPolicy } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import type { Environments } from '../environments/Environments';
import type { LedgerCiphers } from '../ledger/LedgerCiphers';
import type { Registry } from '../registry/Registry';
import type { KeyRing } from '../secrets/KeyRing';
import type { SecretStores } from '../secrets/SecretStores';
import type { Values } from '../secrets/Values';
import type { Telemetry } from '../telemetry/Telemetry';
import type { DriverInvoker } from './drivers/DriverInvoker';
import type { ExecutionSettings } from './ExecutionSettings';
import type { CancelBell } from './lanes/CancelBell';
import type { NodeLimits } from './nodes/NodeLimits';

/** What every part of execution works with. */
export interface ExecutionServices {
  database: Knex;
  logger: LoggerService;
  /** Absent: nobody keeps an audit trail. */
  auditor?: AuditorService;
  environments: Pick<Environments, 'findByUid'>;
  registry: Pick<Registry, 'snapshot'>;
  values: Values;
  keyRing: KeyRing;
  ciphers: LedgerCiphers;
  secretStores: SecretStores;
  /** By id. */
  drivers: ReadonlyMap<string, Driver>;
  invoker: DriverInvoker;
  settings: ExecutionSettings;
  /** What all deployments of this process share. */
  limits: NodeLimits;
  cancelBell: CancelBell;
  telemetry: Telemetry;
  /** Sorted by name. */
  policies: readonly PlanPolicy[];
}
