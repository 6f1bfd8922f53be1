import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Application,
  CreateApplicationRequest,
  CreateEnvironmentRequest,
  Environment,
  EnvironmentTypeView,
  Page,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { decodeCursor, pageOf } from '../database/cursor';
import { deleteApplication } from '../database/environments/deleteApplication';
import { insertApplication } from '../database/environments/insertApplication';
import { lockApplication } from '../database/environments/lockApplication';
import { selectApplications } from '../database/environments/selectApplications';
import {
  UNKNOWN_TYPE_ORDER,
  selectEnvironments,
} from '../database/environments/selectEnvironments';
import type {
  ApplicationCandidate,
  EnvironmentCandidate,
  EnvironmentRecord,
  Environments,
  ListFilter,
} from './Environments';
import { addEnvironment, nameIsTaken } from './addEnvironment';
import { changeLifetime } from './changeLifetime';
import { lifetimeOf } from './lifetimeOf';
import { applicationNotFound, environmentNotFound } from './notFound';

const DEFAULT_LIMIT = 50;

/** Options of {@link DatabaseEnvironments.create}. */
export interface CreateDatabaseEnvironmentsOptions {
  database: Knex;
  /** Environment types in force, in the order of promotion. */
  environmentTypes: () => Promise<EnvironmentTypeView[]>;
  /** Names of the workloads of deployment sets, sorted, by the hash of the set. */
  workloadsOfSets: (hashes: string[]) => Promise<Map<string, string[]>>;
}

/** {@link Environments} in the database. */
export class DatabaseEnvironments implements Environments {
  readonly #database: Knex;
  readonly #environmentTypes: () => Promise<EnvironmentTypeView[]>;
  readonly #workloadsOfSets: (hashes: string[]) => Promise<Map<string, string[]>>;

  private constructor(options: CreateDatabaseEnvironmentsOptions) {
    this.#database = options.database;
    this.#environmentTypes = options.environmentTypes;
    this.#workloadsOfSets = options.workloadsOfSets;
  }

  static create(options: CreateDatabaseEnvironmentsOptions): DatabaseEnvironments {
    return new DatabaseEnvironments(options);
  }

  async listApplications(filter: ListFilter): Promise<Page<Application>> {
    const { cursor, limit = DEFAULT_LIMIT, visible } = filter;
    const [afterName] = cursor ? decodeCursor('applications', cursor, ['string']) : [];
    const rows = await selectApplications(this.#database, {
      afterName,
      visible,
      limit: limit + 1,
    });
    return pageOf(rows, limit, {
      list: 'applications',
      item: row => row,
      position: row => [row.name],
    });
  }

  async getApplication(application: string): Promise<Application> {
    const [found] = await selectApplications(this.#database, { names: [application] });
    if (!found) {
      throw applicationNotFound(application);
    }
    return found;
  }

  applicationCandidate(
    request: CreateApplicationRequest,
    ownerRef: string | undefined,
  ): ApplicationCandidate {
    const { name, title, labels = {}, systemRef } = request;
    return { name, title, labels, systemRef, ownerRef };
  }

  async createApplication(candidate: ApplicationCandidate): Promise<Application> {
    try {
      await insertApplication(this.#database, uuid(), candidate);
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw await this.#applicationConflict(candidate);
      }
      throw error;
    }
    return this.getApplication(candidate.name);
  }

  async deleteApplication(application: string): Promise<Application> {
    const found = await this.getApplication(application);
    await this.#database.transaction(async transaction => {
      if (!(await lockApplication(transaction, found.uid))) {
        throw applicationNotFound(application);
      }
      const environments = await selectEnvironments(transaction, { applications: [application] });
      if (environments.length > 0) {
        const names = environments.map(({ name }) => name).join(', ');
        throw new ConflictError(
          `The application "${application}" has environments: delete them first (${names}).`,
        );
      }
      await deleteApplication(transaction, found.uid);
    });
    return found;
  }

  async #applicationConflict(candidate: ApplicationCandidate): Promise<ConflictError> {
    const [sameName] = await selectApplications(this.#database, { names: [candidate.name] });
    return new ConflictError(
      sameName
        ? `There is an application "${candidate.name}" already: choose another name.`
        : `Another application is linked to ${candidate.systemRef} already: a System has one application.`,
    );
  }

  async listEnvironments(application: string, filter: ListFilter): Promise<Page<Environment>> {
    await this.getApplication(application);
    const { cursor, limit = DEFAULT_LIMIT, visible } = filter;
    const [order, name] = cursor ? decodeCursor('environments', cursor, ['number', 'string']) : [];
    const orderOfTypes = await this.#orderOfTypes();
    const records = await selectEnvironments(this.#database, {
      applications: [application],
      visible,
      page: {
        orderOfTypes,
        after: order !== undefined && name !== undefined ? { order, name } : undefined,
        limit: limit + 1,
      },
    });
    const page = pageOf(records, limit, {
      list: 'environments',
      item: record => record,
      position: record => [orderOfTypes.get(record.type) ?? UNKNOWN_TYPE_ORDER, record.name],
    });
    return { ...page, items: await this.#views(page.items, orderOfTypes) };
  }

  async getEnvironment(application: string, environment: string): Promise<Environment> {
    const record = await this.find(application, environment);
    const [view] = await this.#views([record], await this.#orderOfTypes());
    return view;
  }

  async environmentCandidate(
    application: string,
    request: CreateEnvironmentRequest,
  ): Promise<EnvironmentCandidate> {
    const { uid, labels: applicationLabels, ownerRef } = await this.getApplication(application);
    const { name, type, labels = {}, expiresIn } = request;
    const found = await this.#typeOf(type);
    return {
      applicationUid: uid,
      application,
      applicationLabels,
      ownerRef,
      name,
      type,
      labels,
      status: 'active',
      lifetime: lifetimeOf(found, expiresIn),
      mostOfType: found.lifetime.perApplication,
    };
  }

  async createEnvironment(candidate: EnvironmentCandidate): Promise<Environment> {
    const { application, name } = candidate;
    try {
      await this.#database.transaction(transaction => addEnvironment(transaction, candidate));
    } catch (error) {
      throw isDatabaseConflictError(error) ? nameIsTaken(candidate) : error;
    }
    return this.getEnvironment(application, name);
  }

  async changeLifetime(environmentUid: string, expiresIn: string): Promise<Environment> {
    const environment = await this.findByUid(environmentUid);
    const type = await this.#typeOf(environment.type);
    await this.#database.transaction(transaction =>
      changeLifetime(transaction, environment, type, expiresIn),
    );
    return this.getEnvironment(environment.application, environment.name);
  }

  async applicationsByName(names: string[]): Promise<(Application | undefined)[]> {
    const found = await selectApplications(this.#database, { names });
    const byName = new Map(found.map(application => [application.name, application]));
    return names.map(name => byName.get(name));
  }

  async recordsByRef(refs: string[]): Promise<(EnvironmentRecord | undefined)[]> {
    const names = refs.filter(ref => ref.includes('/'));
    const uids = refs.filter(ref => !ref.includes('/'));
    const found = [
      ...(names.length > 0
        ? await selectEnvironments(this.#database, {
            applications: [...new Set(names.map(name => name.split('/')[0]))],
          })
        : []),
      ...(uids.length > 0 ? await selectEnvironments(this.#database, { uids }) : []),
    ];
    const byRef = new Map(
      found.flatMap(record => [
        [record.uid, record],
        ...(record.status === 'deleted'
          ? []
          : [[`${record.application}/${record.name}`, record] as const]),
      ]),
    );
    return refs.map(ref => byRef.get(ref));
  }

  async records(
    filter: Parameters<Environments['records']>[0],
  ): ReturnType<Environments['records']> {
    const { application, environment, visible, detached } = filter;
    return selectEnvironments(this.#database, {
      applications: application === undefined ? undefined : [application],
      ...{ environment, visible, detached },
    });
  }

  async find(application: string, environment: string): Promise<EnvironmentRecord> {
    const [record] = await selectEnvironments(this.#database, {
      applications: [application],
      environment,
    });
    if (!record) {
      await this.getApplication(application);
      throw environmentNotFound(application, environment);
    }
    return record;
  }

  async findByUid(uid: string): Promise<EnvironmentRecord> {
    const [record] = await selectEnvironments(this.#database, { uids: [uid] });
    if (!record) {
      throw new NotFoundError(`There is no environment with the uid "${uid}".`);
    }
    return record;
  }

  /** @throws InputError naming an environment type that does not exist. */
  async #typeOf(type: string): Promise<EnvironmentTypeView> {
    const types = await this.#environmentTypes();
    const found = types.find(known => known.name === type);
    if (!found) {
      const advice =
        types.length > 0
          ? `choose one of ${types.map(known => known.name).join(', ')}.`
          : 'no source declares one; add a manifest of kind EnvironmentType first.';
      throw new InputError(`type: there is no environment type "${type}": ${advice}`);
    }
    return found;
  }

  async #orderOfTypes(): Promise<ReadonlyMap<string, number>> {
    const types = await this.#environmentTypes();
    return new Map(types.map(type => [type.name, type.order]));
  }

  async #views(
    records: EnvironmentRecord[],
    orderOfTypes: ReadonlyMap<string, number>,
  ): Promise<Environment[]> {
    const hashes = records.flatMap(record => record.desiredSet ?? []);
    const workloads = await this.#workloadsOfSets([...new Set(hashes)]);
    return records.map(record => ({
      uid: record.uid,
      application: record.application,
      name: record.name,
      type: record.type,
      order: orderOfTypes.get(record.type) ?? UNKNOWN_TYPE_ORDER,
      labels: record.labels,
      status: record.status,
      workloads: (record.desiredSet && workloads.get(record.desiredSet)) || [],
      pause: record.pause,
      ...(record.holds && record.holds.length > 0 && { holds: record.holds }),
      expiresAt: record.expiresAt,
      createdAt: record.createdAt,
    }));
  }
}
