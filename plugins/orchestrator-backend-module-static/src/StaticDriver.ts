import { differences, type JsonSchema } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import {
  isAdopting,
  permanentError,
  throwIfCancelled,
  type AdoptingContext,
  type Driver,
  type DriverAbsence,
  type DriverContext,
  type DriverObservation,
  type DriverPlan,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { planAdoption } from './planAdoption';

/** What the driver remembers: the inputs that it handed out last, secrets as marks. */
export interface StaticState extends JsonObject {
  inputs: JsonObject;
}

type StaticContext = DriverContext<JsonObject, StaticState>;

/**
 * The driver `static`: its outputs are its inputs. Definitions use it for what is known in advance (variables, names)
 * and for what others own and nodes only refer to (a cluster, a server). It makes nothing, so it destroys nothing.
 *
 * Secrets among the inputs arrive as `$secret` marks and are passed on as they are.
 *
 * It adopts what another driver made when it would hand out what that has: from then on others own the thing, and nothing
 * here destroys it. The name that it had is kept, so that its driver can adopt it back.
 */
export class StaticDriver implements Driver<JsonObject, StaticState> {
  readonly id = 'static';
  readonly version = '1.0.0';
  readonly stateVersion = 1;
  readonly secretInputs = 'reference';
  readonly refersOnly = true;
  readonly inputs: JsonSchema = {
    type: 'object',
    description: 'Any values; the outputs are the same.',
    additionalProperties: true,
  };

  private constructor() {}

  /** A driver without configuration. */
  static create(): StaticDriver {
    return new StaticDriver();
  }

  async plan(context: StaticContext): Promise<DriverPlan> {
    if (isAdopting(context)) {
      return planAdoption(context);
    }
    const { inputs, state } = context;
    if (!state) {
      return { action: 'create', differences: [] };
    }
    const changes = differences(state.inputs, inputs, '/inputs');
    return { action: changes.length > 0 ? 'update' : 'unchanged', differences: changes };
  }

  async apply({ inputs, signal }: StaticContext): Promise<DriverResult<StaticState>> {
    throwIfCancelled(signal);
    return {
      state: { inputs },
      outputs: inputs,
      evidence: { handedOut: Object.keys(inputs).sort() },
    };
  }

  async adopt(
    context: AdoptingContext<JsonObject, StaticState>,
  ): Promise<DriverResult<StaticState>> {
    const plan = await planAdoption(context);
    if (plan.differences.length > 0) {
      throw permanentError(
        `What it would hand out is not what ${context.adopting.driver} has: ` +
          `${plan.differences.map(({ path }) => path).join(', ')}.`,
      );
    }
    const { externalId } = context.adopting;
    return { ...(await this.apply(context)), ...(externalId !== undefined && { externalId }) };
  }

  async read({ state, signal }: StaticContext): Promise<DriverObservation> {
    throwIfCancelled(signal);
    return state
      ? {
          presence: 'present',
          outputs: state.inputs,
          evidence: { handedOut: Object.keys(state.inputs).sort() },
        }
      : { presence: 'absent', evidence: { reason: 'Nothing has been handed out.' } };
  }

  async destroy({ signal }: StaticContext): Promise<DriverAbsence> {
    throwIfCancelled(signal);
    return {
      presence: 'absent',
      evidence: { reason: 'The driver makes nothing, so nothing is left behind.' },
    };
  }
}
