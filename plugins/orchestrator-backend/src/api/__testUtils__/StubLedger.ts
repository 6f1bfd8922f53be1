import type {
  ActiveResource,
  DestructionDecision,
  Page,
  ResolveResourceRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import { activeResourceNotFound } from '../../ledger/activeResourceNotFound';
import type { EnvironmentRecord } from '../../environments/Environments';
import type { Ledger, LedgerFilter } from '../../ledger/Ledger';

/** Active resources in memory. */
export class StubLedger implements Ledger {
  readonly #rows: ActiveResource[] = [];

  /** Adds a database to an environment; its uid is `resource-<number>`. */
  add(environment: EnvironmentRecord): ActiveResource {
    const row: ActiveResource = {
      uid: `resource-${this.#rows.length + 1}`,
      application: environment.application,
      environment: environment.name,
      environmentUid: environment.uid,
      environmentType: environment.type,
      node: 'postgres.default#web.db' as NodeId,
      type: 'postgres',
      class: 'default',
      id: 'web.db',
      role: 'current',
      incarnation: 1,
      name: 'web-db-0a1b2c3d',
      catalog: {},
      definition: 'postgres-development',
      definitionVersion: 1,
      driver: 'postgres-database',
      stateful: true,
      presence: 'present',
      readiness: 'not-checked',
      deletion: { onRemoval: 'approve', onEnvironmentDelete: 'approve', protected: false },
      deletionPending: false,
      params: {},
      inputs: {},
      outputs: { password: { secret: true } },
      dependsOn: [],
      workloads: ['web'],
      updatedAt: '2026-01-01T00:00:00.000Z',
    };
    this.#rows.push(row);
    return row;
  }

  async list({
    environmentUids,
    definition,
    version,
  }: LedgerFilter): Promise<Page<ActiveResource>> {
    const items = this.#rows.filter(
      row =>
        (environmentUids === undefined || environmentUids.includes(row.environmentUid)) &&
        (definition === undefined || row.definition === definition) &&
        (version === undefined || row.definitionVersion === version),
    );
    return { items };
  }

  async get(uid: string): Promise<ActiveResource> {
    const found = this.#rows.find(row => row.uid === uid);
    if (!found) {
      throw activeResourceNotFound(uid);
    }
    return found;
  }

  async resolve(uid: string, { presence }: ResolveResourceRequest): Promise<ActiveResource> {
    return { ...(await this.get(uid)), presence };
  }

  async decideDestruction(uid: string): Promise<DestructionDecision> {
    return { resource: await this.get(uid) };
  }

  async environmentUidOf(uid: string): Promise<string> {
    return (await this.get(uid)).environmentUid;
  }
}
