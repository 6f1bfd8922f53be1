import {
  isAdopting,
  permanentError,
  type AdoptingContext,
  type Driver,
  type DriverContext,
  type DriverDifference,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';

/** One call of a driver, as the test sees it. */
export interface WorldCall {
  driver: string;
  operation: 'plan' | 'apply' | 'adopt' | 'destroy';
  node: string;
  key: string;
  fence: number;
  inputs: JsonObject;
}

/** A database of the world. */
export interface WorldDatabase {
  password: string;
  madeWith: string[];
  /** What it was called under the driver that it was adopted from. */
  adoptedFrom?: string;
}

/** What happens before a driver's effect: nothing, an error, or a wait. */
export type Hook = (
  context: DriverContext,
  operation: 'apply' | 'adopt' | 'destroy',
) => Promise<void> | void;

/** A small world outside the orchestrator that test drivers change: it survives every crash of an engine. */
export class TestWorld {
  readonly calls: WorldCall[] = [];
  readonly databases = new Map<string, WorldDatabase>();
  /** What every delivery brought, newest last. */
  readonly deliveries: { environment: string; names: string[] }[] = [];
  /** Called before an effect. */
  before: Hook = () => {};
  /** Called after a database's password was generated, before it is used. */
  prepared: Hook = () => {};
  /** Every password that was generated, once per attempt. */
  readonly passwords: string[] = [];
  /** Called after an effect, before the driver answers. */
  after: Hook = () => {};
  /** What a driver's plan says about something that is there. */
  wouldUpdate: (ctx: DriverContext) => 'update' | 'replace' = () => 'update';
  /** What adopting a database from another driver would change. */
  wouldChange: (ctx: AdoptingContext) => DriverDifference[] = () => [];
  /** What a database is called globally, by which two nodes are told to be one thing. */
  externalId: (ctx: DriverContext) => string = ctx => `pg/${String(ctx.inputs.database)}`;
  /** Called whenever the registry is read. */
  onSnapshot: () => void = () => {};
  /** Whether a driver's plan says what a database will be called globally. */
  foretells = true;
  /** The host that databases are made on. */
  host = 'pg';
  /** The port that databases are reached at. */
  port = 5432;
  /** What `destroy` of a database answers. */
  absence: 'absent' | 'unknown' = 'absent';

  /** Names of nodes that drivers were called for, in order. */
  applied(operation: 'apply' | 'adopt' | 'destroy' = 'apply'): string[] {
    return this.calls.filter(call => call.operation === operation).map(call => call.node);
  }

  /** The drivers of this world. */
  drivers(): Driver[] {
    return [
      this.#driver({
        id: 'static',
        inputs: { type: 'object' },
        secretInputs: 'reference',
        refersOnly: true,
        result: ctx => ({ outputs: ctx.inputs }),
      }),
      this.#adopting(
        this.#driver({
          id: 'database',
          inputs: {
            type: 'object',
            required: ['database'],
            properties: {
              server: { type: 'object' },
              database: { type: 'string', identity: true },
              size: { type: 'integer' },
              admin: { type: 'string', secret: true },
            },
          },
          result: async ctx => {
            const password = await ctx.generate('password');
            this.passwords.push(password);
            await this.prepared(ctx, 'apply');
            ctx.logger.info(`Making a database with password ${password}.`);
            await ctx.assertOwned();
            const known = this.databases.get(ctx.name);
            this.databases.set(ctx.name, {
              password,
              madeWith: [...(known?.madeWith ?? []), ctx.idempotencyKey],
            });
            return {
              outputs: { host: this.host, port: this.port, name: ctx.name, username: ctx.name },
              secretOutputs: { password },
              evidence: { connectedTo: `postgres://${ctx.name}:${password}@${this.host}` },
              externalId: this.externalId(ctx),
            };
          },
          destroy: ctx => {
            if (this.absence === 'absent') {
              this.databases.delete(ctx.name);
            }
          },
        }),
        ctx => this.externalId(ctx),
      ),
      this.#adopting(
        this.#driver({
          id: 'managed',
          inputs: { type: 'object' },
          result: ({ inputs, outputs: { password, ...outputs } = {} }) => ({
            outputs: { ...outputs, host: this.host },
            secretOutputs: { password: String(password) },
            externalId: `managed/${String(inputs.database)}`,
          }),
          destroy: ctx => this.databases.delete(ctx.name),
        }),
        ({ inputs }) => `managed/${String(inputs.database)}`,
      ),
      this.#driver({
        id: 'workload',
        inputs: { type: 'object' },
        secretInputs: 'reference',
        producesManifests: true,
        result: ctx => ({
          outputs: { service: { name: ctx.resource.id } },
          manifests: [
            {
              ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: ctx.name } },
              spec: ctx.params,
            },
          ],
        }),
      }),
      this.#driver({
        id: 'delivery',
        inputs: { type: 'object' },
        delivers: true,
        result: ctx => {
          const names = (ctx.manifests ?? []).map(manifests => manifests.name);
          this.deliveries.push({ environment: ctx.environment.uid, names });
          return { outputs: {}, evidence: { commit: `c${this.deliveries.length}` } };
        },
      }),
    ];
  }

  /** Lets a driver adopt databases of others: what it is told of them becomes its own. */
  #adopting(driver: Driver, externalId: (ctx: DriverContext) => string): Driver {
    return {
      ...driver,
      plan: async ctx =>
        isAdopting(ctx)
          ? {
              action: 'unchanged',
              differences: this.wouldChange(ctx),
              externalId: externalId(ctx),
            }
          : driver.plan(ctx),
      adopt: async ctx => {
        this.#note(driver.id, 'adopt', ctx);
        await this.before(ctx, 'adopt');
        await ctx.assertOwned();
        const known = this.databases.get(ctx.name);
        if (!known) {
          throw permanentError(`There is no database ${ctx.name}.`);
        }
        this.databases.set(ctx.name, { ...known, adoptedFrom: ctx.adopting.externalId });
        await this.after(ctx, 'adopt');
        const { password, ...outputs } = ctx.adopting.outputs;
        return {
          state: { from: ctx.adopting.driver },
          outputs,
          secretOutputs: { password: String(password) },
          externalId: externalId(ctx),
        };
      },
    };
  }

  #note(driver: string, operation: WorldCall['operation'], ctx: DriverContext): void {
    this.calls.push({
      driver,
      operation,
      node: ctx.node,
      key: ctx.idempotencyKey,
      fence: ctx.fence.counter,
      inputs: ctx.inputs,
    });
  }

  #driver(options: {
    id: string;
    inputs: JsonObject;
    secretInputs?: 'reference';
    refersOnly?: boolean;
    producesManifests?: boolean;
    delivers?: boolean;
    result(ctx: DriverContext): Promise<object> | object;
    destroy?(ctx: DriverContext): unknown;
  }): Driver {
    const { result, destroy, ...descriptor } = options;
    const note = (operation: WorldCall['operation'], ctx: DriverContext) =>
      this.#note(options.id, operation, ctx);
    return {
      ...descriptor,
      version: '1',
      stateVersion: 1,
      plan: async ctx => ({
        action: ctx.state ? this.wouldUpdate(ctx) : 'create',
        differences: [],
        ...(options.id === 'database' && this.foretells && { externalId: this.externalId(ctx) }),
      }),
      apply: async ctx => {
        note('apply', ctx);
        await this.before(ctx, 'apply');
        const made = await result(ctx);
        await this.after(ctx, 'apply');
        return { state: { applied: true }, outputs: {}, ...made };
      },
      read: async () => {
        throw permanentError('Nobody reads in these tests.');
      },
      destroy: async ctx => {
        note('destroy', ctx);
        await this.before(ctx, 'destroy');
        destroy?.(ctx);
        await this.after(ctx, 'destroy');
        const presence = options.id === 'database' ? this.absence : 'absent';
        return { presence, evidence: { looked: true } };
      },
    };
  }
}
