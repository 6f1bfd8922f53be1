import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_OWNED_BY,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** A System of the catalog, as far as an application is concerned. */
export interface CatalogSystem {
  /** Full entity reference in lower case. */
  ref: string;
  /** Entity reference of the owner in lower case. */
  ownerRef?: string;
}

/** Reads the Systems that applications are linked to. */
export class CatalogSystems {
  readonly #catalog: CatalogService;

  private constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  static create(options: { catalog: CatalogService }): CatalogSystems {
    return new CatalogSystems(options.catalog);
  }

  /**
   * One System, as the caller may see it.
   *
   * @throws InputError when it is not a reference to a System, or there is no such System.
   */
  async get(ref: string, credentials: BackstageCredentials): Promise<CatalogSystem> {
    const fullRef = systemRef(ref);
    const entity = await this.#catalog.getEntityByRef(fullRef, { credentials });
    if (!entity) {
      throw new InputError(
        `systemRef: the catalog has no entity "${fullRef}", or you may not see it: register the System first.`,
      );
    }
    return { ref: fullRef, ownerRef: ownerOf(entity) };
  }

  /** Owners by reference of the System; a System that the catalog does not know is left out. */
  async ownersOf(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string | undefined>> {
    const { items } = await this.#catalog.getEntitiesByRefs({ entityRefs: refs }, { credentials });
    return new Map(
      refs.flatMap((ref, index) => {
        const entity = items[index];
        return entity ? [[ref, ownerOf(entity)] as const] : [];
      }),
    );
  }
}

function systemRef(ref: string): string {
  let parsed;
  try {
    parsed = parseEntityRef(ref, { defaultKind: 'system', defaultNamespace: 'default' });
  } catch (error) {
    throw new InputError(`systemRef: "${ref}" is not an entity reference.`, error);
  }
  if (parsed.kind.toLocaleLowerCase('en-US') !== 'system') {
    throw new InputError(
      `systemRef: "${ref}" is a ${parsed.kind}: an application is linked to a System.`,
    );
  }
  return stringifyEntityRef(parsed);
}

function ownerOf(entity: Entity): string | undefined {
  return entity.relations
    ?.find(relation => relation.type === RELATION_OWNED_BY)
    ?.targetRef.toLocaleLowerCase('en-US');
}
