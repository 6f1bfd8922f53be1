import { randomUUID } from 'node:crypto';
import type { JsonObject, JsonValue } from '@tutti/score';
import { isAdopting, type AdoptingContext } from '../../../drivers/Adoption';
import { throwIfCancelled } from '../../../drivers/cancellation';
import type { Driver, DriverObservation } from '../../../drivers/Driver';
import type { DriverContext } from '../../../drivers/DriverContext';
import { conflictError, permanentError, transientError } from '../../../drivers/DriverError';
import type { DriverConformanceOptions } from '../DriverConformanceOptions';
import { BoxWorld } from './BoxWorld';

/** What a {@link BoxDriver} can do wrong, one fault per way to break a rule. */
export type BoxFault =
  | 'mistyped keyword in the schema'
  | 'touches when it plans'
  | 'never asks whether it owns the lane'
  | 'reads everything as present'
  | 'keeps a date in its state'
  | 'loses states of version 1'
  | 'destroys the neighbours too'
  | 'generates another secret for each deployment'
  | 'makes another box when the state is lost'
  | 'overlooks a changed colour'
  | 'takes another box for the same'
  | 'has an effect before it asks'
  | 'hears no signal'
  | 'throws the reason of the signal'
  | 'works on without the lane'
  | 'hides a failure'
  | 'adopts what is not there'
  | 'adopts what has another colour'
  | 'touches when it plans to adopt'
  | 'adopts under another name'
  | 'leaves half a box behind'
  | 'hangs'
  | 'logs its secret'
  | 'names its secret in an error'
  | 'shows its secret in evidence';

interface BoxInputs extends JsonObject {
  box: string;
  colour: string;
  pin: string;
}

interface BoxState extends JsonObject {
  box: string;
  key: string;
}

type BoxContext = DriverContext<BoxInputs, BoxState>;

/** A driver for tests of the kit: it makes a box in two effects, reserving and painting, and can be made faulty. */
export class BoxDriver implements Driver<BoxInputs, BoxState> {
  readonly id = 'box';
  readonly version = '1.0.0';
  readonly stateVersion = 2;
  readonly inputs: JsonObject;
  readonly #world: BoxWorld;
  readonly #fault: BoxFault | undefined;

  constructor(world: BoxWorld, fault?: BoxFault) {
    this.#world = world;
    this.#fault = fault;
    this.inputs = {
      type: 'object',
      required: ['box', 'colour', 'pin'],
      properties: {
        box: {
          type: 'string',
          [this.#has('mistyped keyword in the schema') ? 'identify' : 'identity']: true,
        },
        colour: { type: 'string' },
        pin: { type: 'string', secret: true },
      },
    };
  }

  migrate(state: JsonObject): BoxState {
    return this.#has('loses states of version 1')
      ? (undefined as unknown as BoxState)
      : { box: String(state.name), key: String(state.key) };
  }

  async plan(context: BoxContext) {
    if (isAdopting(context)) {
      return this.#planAdoption(context);
    }
    const { inputs, state, ledgerUid } = context;
    const { boxes } = this.#world;
    if (this.#has('touches when it plans')) {
      boxes.set(`draft of ${inputs.box}`, { ledgerUid });
    }
    if (state && state.box !== inputs.box && !this.#has('takes another box for the same')) {
      return { action: 'replace' as const, differences: [{ path: '/inputs/box' }] };
    }
    const colour = boxes.get(inputs.box)?.colour;
    if (!boxes.has(inputs.box)) {
      return { action: 'create' as const, differences: [] };
    }
    if (colour === inputs.colour || this.#has('overlooks a changed colour')) {
      return { action: 'unchanged' as const, differences: [] };
    }
    return { action: 'update' as const, differences: [{ path: '/inputs/colour' }] };
  }

  async apply(context: BoxContext) {
    const { inputs, state, ledgerUid, logger } = context;
    const { boxes } = this.#world;
    if (this.#has('hangs')) {
      await new Promise(() => {});
    }
    if (this.#has('has an effect before it asks')) {
      boxes.set(inputs.box, { ledgerUid });
    }
    const kept = this.#has('generates another secret for each deployment') ? undefined : state?.key;
    const key = kept ?? (await context.generate('key'));
    if (this.#has('logs its secret')) {
      logger.info(`The key is ${key}`);
    }
    const randomly = this.#has('makes another box when the state is lost') && !state;
    const box = randomly ? randomUUID() : inputs.box;

    await this.#affect(context, box, () => {
      boxes.set(box, { ...boxes.get(box), ledgerUid });
    });
    if (this.#world.isBroken(inputs.box) && !this.#has('hides a failure')) {
      const pin = this.#has('names its secret in an error') ? ` with ${inputs.pin}` : '';
      throw transientError(`The box cannot be painted${pin}.`);
    }
    await this.#affect(context, box, () => {
      boxes.set(box, { ledgerUid, colour: inputs.colour });
    });
    const made = this.#has('keeps a date in its state') ? (new Date() as unknown as string) : 'yes';
    return {
      state: { box: inputs.box, key, made },
      outputs: { colour: inputs.colour },
      secretOutputs: { key },
      externalId: `box:${inputs.box}`,
    };
  }

  async #planAdoption({ inputs, adopting, ledgerUid }: AdoptingContext<BoxInputs, BoxState>) {
    const box = this.#world.boxes.get(inputs.box);
    if (!box && !this.#has('adopts what is not there')) {
      throw permanentError(
        `There is no box ${inputs.box}, so ${adopting.externalId} is not there.`,
      );
    }
    if (box && this.#has('touches when it plans to adopt')) {
      this.#world.boxes.set(inputs.box, { ...box, ledgerUid });
    }
    const isAsked = !box || box.colour === inputs.colour;
    return {
      action: 'unchanged' as const,
      externalId: `box:${inputs.box}`,
      differences:
        isAsked || this.#has('adopts what has another colour')
          ? []
          : [{ path: '/inputs/colour', before: box.colour, after: inputs.colour }],
    };
  }

  async adopt(context: AdoptingContext<BoxInputs, BoxState>) {
    const { inputs, adopting, ledgerUid } = context;
    const { boxes } = this.#world;
    const { differences } = await this.#planAdoption(context);
    if (differences.length > 0) {
      throw permanentError(`The box ${inputs.box} would be painted.`);
    }
    const name = this.#has('adopts under another name') ? `not ${inputs.box}` : inputs.box;
    const key = String(adopting.outputs.key);
    await this.#affect(context, inputs.box, () => {
      boxes.set(inputs.box, { ...boxes.get(inputs.box), ledgerUid });
    });
    return {
      state: { box: inputs.box, key },
      outputs: { colour: inputs.colour },
      secretOutputs: { key },
      externalId: `box:${name}`,
    };
  }

  async read({ inputs, state }: BoxContext): Promise<DriverObservation> {
    const exists = this.#world.boxes.has(inputs.box) || this.#has('reads everything as present');
    const pin: JsonObject = this.#has('shows its secret in evidence')
      ? { authorization: btoa(`me:${inputs.pin}`) }
      : {};
    return {
      presence: exists ? ('present' as const) : ('absent' as const),
      evidence: { box: inputs.box, exists, ...pin },
      secretOutputs: state && { key: state.key },
    };
  }

  async destroy(context: BoxContext) {
    const { inputs, ledgerUid } = context;
    const { boxes } = this.#world;
    const box = boxes.get(inputs.box);
    const isHalf = box && !box.colour && this.#has('leaves half a box behind');
    if (box?.ledgerUid === ledgerUid && !isHalf) {
      await this.#affect(context, inputs.box, () => {
        boxes.delete(inputs.box);
        if (this.#has('destroys the neighbours too')) {
          boxes.clear();
        }
      });
    }
    return { presence: 'absent' as const, evidence: { box: inputs.box, found: false } };
  }

  async #affect(context: BoxContext, box: string, effect: () => void): Promise<void> {
    const { signal } = context;
    if (this.#has('throws the reason of the signal')) {
      signal.throwIfAborted();
    } else if (!this.#has('hears no signal')) {
      throwIfCancelled(signal);
    }
    if (!this.#has('never asks whether it owns the lane')) {
      try {
        await context.assertOwned();
      } catch (error) {
        if (!this.#has('works on without the lane')) {
          throw error;
        }
      }
    }
    const owner = this.#world.boxes.get(box)?.ledgerUid ?? context.ledgerUid;
    if (owner !== context.ledgerUid) {
      throw conflictError(`The box ${box} belongs to ${owner}.`, owner);
    }
    await this.#world.affect(box, this.#has('hears no signal') ? undefined : signal, effect);
  }

  #has(fault: BoxFault): boolean {
    return this.#fault === fault;
  }
}

/** Runs the kit on a {@link BoxDriver} with this fault, or without one. */
export function boxConformance(fault?: BoxFault): DriverConformanceOptions<BoxInputs, BoxState> {
  const world = new BoxWorld();
  return {
    createDriver: () => new BoxDriver(world, fault),
    createRequest: () => ({
      inputs: { box: randomUUID(), colour: 'red', pin: `pin-${randomUUID()}` },
    }),
    changeRequest: request => ({ ...request, inputs: { ...request.inputs, colour: 'blue' } }),
    changeIdentity: request => ({ ...request, inputs: { ...request.inputs, box: randomUUID() } }),
    createAdoptable: () => {
      const box = randomUUID();
      world.boxes.set(box, { colour: 'red' });
      return {
        inputs: { box, colour: 'red', pin: `pin-${randomUUID()}` },
        adopting: {
          ...{ driver: 'crate', definition: 'crate', definitionVersion: 1 },
          externalId: `crate:${box}`,
          outputs: { colour: 'red', key: `key-${randomUUID()}` },
        },
      };
    },
    secrets: ({ pin }) => [pin],
    olderStates: [{ version: 1, state: { name: 'one', key: 'two' } }],
    patience: 1_500,
    world: {
      look: async () => Object.fromEntries(world.boxes) as unknown as JsonValue,
      count: async ({ ledgerUid }) =>
        [...world.boxes.values()].filter(box => box.ledgerUid === ledgerUid).length,
      block: ({ inputs }) => world.block(inputs.box),
      failHalfWay: ({ inputs }) => world.failHalfWay(inputs.box),
    },
  };
}
