import type {
  ImpactChange,
  ImpactReport,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  definitionPermissions,
  environmentPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Environments } from '../environments/Environments';
import { ImpactRefusal } from '../registry/impact/ImpactRefusal';
import { impactNotFound, type Impacts } from '../registry/impact/Impacts';
import type { Registry } from '../registry/Registry';
import type { Authorization } from './Authorization';
import type { Caller } from './Caller';
import { DefinitionAccess } from './DefinitionAccess';
import { definitionRuleset } from './rules/definitionRules';
import { environmentRuleset } from './rules/environmentRules';

/** Options of {@link ImpactAccess.create}. */
export interface CreateImpactAccessOptions {
  impacts: Pick<Impacts, 'get'>;
  environments: Environments;
  registry: Pick<Registry, 'getDefinition'>;
  authorization: Authorization;
}

/**
 * What of an impact report each caller sees. It is read by who asked for it, cut to the environments that they may see
 * now, and by those who may read all of it; for everybody else there is no such report. The counts are always of all
 * environments: who changes something has to know how much it takes away, also where they may not know what.
 */
export class ImpactAccess {
  readonly #options: CreateImpactAccessOptions;

  private constructor(options: CreateImpactAccessOptions) {
    this.#options = options;
  }

  static create(options: CreateImpactAccessOptions): ImpactAccess {
    return new ImpactAccess(options);
  }

  /** @throws NotFoundError for a report that there is not, and for one that the caller may not read. */
  async get(uid: string, caller: Caller): Promise<ImpactReport> {
    const report = await this.#options.impacts.get(uid);
    const shown = await this.shown(report, caller);
    if (report.requestedBy !== caller.ref && !(await this.#readsAll(shown, caller))) {
      throw impactNotFound(uid);
    }
    return shown;
  }

  /** A report of the caller's own, without the environments that they may not see. */
  async shown(report: ImpactReport, caller: Caller): Promise<ImpactReport> {
    const { environments } = this.#options;
    if (!report.environments) {
      return report;
    }
    const visible = await this.#visible(caller);
    if (visible === 'all') {
      return report;
    }
    const records = visible === 'none' ? [] : await environments.records({ visible });
    const seen = new Set(records.map(record => record.uid));
    const shown = report.environments.filter(each => seen.has(each.environmentUid));
    const hiddenEnvironments = report.environments.length - shown.length;
    return {
      ...report,
      environments: shown,
      ...(hiddenEnvironments > 0 && { hiddenEnvironments }),
    };
  }

  /**
   * Makes a change that is refused when it takes something away: the report that is confirmed has to be one that the
   * caller may read, and the one that comes with a refusal is cut for them.
   *
   * @throws NotFoundError for a confirmed report that the caller may not read; ImpactRefusal.
   */
  async guarded<T>(
    work: () => Promise<T>,
    { confirmImpact, caller }: { confirmImpact?: string; caller: Caller },
  ): Promise<T> {
    if (confirmImpact !== undefined) {
      await this.get(confirmImpact, caller);
    }
    try {
      return await work();
    } catch (error) {
      if (error instanceof ImpactRefusal) {
        throw error.cutTo(
          await this.shown(error.report, caller),
          await this.#readable(error.namedDefinitions(), caller),
        );
      }
      throw error;
    }
  }

  /** @throws NotFoundError when a change is about definitions that the caller may not read, or that there are not. */
  async assertReadable(change: ImpactChange, caller: Caller): Promise<void> {
    const { registry } = this.#options;
    const names = [
      ...(change.promote ?? []).map(each => each.definition),
      ...(change.rollout ? [change.rollout.definition] : []),
      ...(change.remove ?? []).flatMap(each =>
        each.kind === 'ResourceDefinition' ? each.name : [],
      ),
    ];
    if (names.length > 0) {
      const definitions = await Promise.all(names.map(name => registry.getDefinition(name)));
      await DefinitionAccess.create(this.#options).assertReadable(definitions, caller);
    }
  }

  /** Those of some definitions that the caller may read. */
  async #readable(names: readonly string[], caller: Caller): Promise<Set<string>> {
    const { authorization, registry } = this.#options;
    const readable = new Set<string>();
    if (names.length === 0) {
      return readable;
    }
    const sees = await authorization.sees(definitionPermissions.read, definitionRuleset, caller);
    for (const name of names) {
      const definition = await existing(registry.getDefinition(name));
      if (definition && sees(definition)) {
        readable.add(name);
      }
    }
    return readable;
  }

  async #readsAll(shown: ImpactReport, caller: Caller): Promise<boolean> {
    const { authorization } = this.#options;
    if (shown.hiddenEnvironments !== undefined) {
      return false;
    }
    // Before it is made nobody knows which environments it will be about.
    if (!shown.environments && (await this.#visible(caller)) !== 'all') {
      return false;
    }
    // The change holds manifests of whoever asked.
    const permission = definitionPermissions.read;
    try {
      return (
        (await authorization.decide(permission, definitionRuleset, caller)).visible === undefined
      );
    } catch (error) {
      return refused(error);
    }
  }

  /** Which environments the caller may see. */
  async #visible(caller: Caller) {
    const { authorization } = this.#options;
    const permission = environmentPermissions.read;
    try {
      const decision = await authorization.decide(permission, environmentRuleset, caller);
      return decision.visible ?? ('all' as const);
    } catch (error) {
      return refused(error) || ('none' as const);
    }
  }
}

/** What is looked for; `undefined` for one that is archived by now. */
async function existing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** `false` for a refusal; anything else is thrown on. */
function refused(error: unknown): false {
  if (error instanceof NotAllowedError) {
    return false;
  }
  throw error;
}
