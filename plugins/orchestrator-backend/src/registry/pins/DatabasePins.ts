import { ConflictError, InputError } from '@backstage/errors';
import type {
  Page,
  PageOptions,
  PinsFilter,
  PinView,
  SetPinRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { nodeId, parseNodeId, type NodeIdParts, type Pin } from '@tutti/planner';
import type { Knex } from 'knex';
import { decodeCursor, pageOf } from '../../database/cursor';
import { deletePin } from '../../database/registry/deletePin';
import { listPinnedNodes } from '../../database/registry/listPinnedNodes';
import { listPins } from '../../database/registry/listPins';
import { writePin } from '../../database/registry/writePin';
import type { Environments } from '../../environments/Environments';
import { findVersion } from '../versions/findVersion';
import { pinNotFound, type Pins } from './Pins';
import { pinsOf } from './pinsOf';

const DEFAULT_LIMIT = 50;

/** Options of {@link DatabasePins.create}. */
export interface DatabasePinsOptions {
  database: Knex;
  environments: Pick<Environments, 'find' | 'getApplication'>;
}

/** Pins in the plugin's database. */
export class DatabasePins implements Pins {
  readonly #database: Knex;
  readonly #environments: DatabasePinsOptions['environments'];

  private constructor(options: DatabasePinsOptions) {
    this.#database = options.database;
    this.#environments = options.environments;
  }

  static create(options: DatabasePinsOptions): DatabasePins {
    return new DatabasePins(options);
  }

  async list(filter: PinsFilter & PageOptions): Promise<Page<PinView>> {
    const { application, environment, definition, cursor, limit = DEFAULT_LIMIT } = filter;
    if (environment !== undefined && application === undefined) {
      throw new InputError(
        `The environment "${environment}" is given without its application: add the parameter application.`,
      );
    }
    const scope = application === undefined ? {} : await this.#scope({ application, environment });
    const pins = await listPins(this.#database, {
      ...scope,
      definition,
      after: cursor === undefined ? undefined : decodeCursor('pins', cursor, ['string'])[0],
      limit: limit + 1,
    });
    const states = await listPinnedNodes(
      this.#database,
      pins.map(({ uid }) => uid),
    );
    return pageOf(pins, limit, {
      list: 'pins',
      item: pin => ({ ...pin, nodeState: states.get(pin.uid)! }),
      position: ({ uid }) => [uid],
    });
  }

  async set(request: SetPinRequest, by: string): Promise<PinView> {
    const parts = partsOf(request.node);
    const scope = await this.#scope(request);
    const { definition, version } = request;
    const uid = await this.#database.transaction(async transaction => {
      const found = await findVersion(transaction, { definition, version });
      if (found.spec.type !== parts.type) {
        throw new InputError(
          `Definition "${definition}" makes resources of type ${found.spec.type}; the node ${request.node} is of type ` +
            `${parts.type}. Pin it to a definition of its own type.`,
        );
      }
      if (found.status === 'defective' || found.status === 'archived') {
        throw new ConflictError(
          `Version ${version} of definition "${definition}" is ${found.status}: restore it before pinning to it.`,
        );
      }
      const { definitionUid } = found;
      const node = nodeId(parts);
      return writePin(transaction, { ...scope, node, definitionUid, version, createdBy: by });
    });
    return this.get(uid);
  }

  async get(uid: string): Promise<PinView> {
    const [pin] = await listPins(this.#database, { uid });
    if (!pin) {
      throw pinNotFound(uid);
    }
    const states = await listPinnedNodes(this.#database, [uid]);
    return { ...pin, nodeState: states.get(uid)! };
  }

  async remove(uid: string): Promise<PinView> {
    const pin = await this.get(uid);
    await deletePin(this.#database, uid);
    return pin;
  }

  async of(environment: { uid: string; applicationUid: string }): Promise<Pin[]> {
    return pinsOf(this.#database, environment);
  }

  async #scope(place: { application: string; environment?: string }) {
    const { application, environment } = place;
    if (environment === undefined) {
      return { applicationUid: (await this.#environments.getApplication(application)).uid };
    }
    const found = await this.#environments.find(application, environment);
    return { applicationUid: found.applicationUid, environmentUid: found.uid };
  }
}

function partsOf(node: string): NodeIdParts {
  try {
    return parseNodeId(node);
  } catch (error) {
    throw new InputError(`node: ${(error as Error).message}`);
  }
}
