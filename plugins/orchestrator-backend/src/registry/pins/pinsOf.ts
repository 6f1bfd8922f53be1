import type { Pin } from '@tutti/planner';
import type { Knex } from 'knex';
import { listPins } from '../../database/registry/listPins';

/** The pins that apply in an environment: one of its own comes before one of the whole application. */
export async function pinsOf(
  database: Knex,
  environment: { uid: string; applicationUid: string },
): Promise<Pin[]> {
  const { uid: environmentUid, applicationUid } = environment;
  const pins = await listPins(database, { applicationUid, environmentUid });
  const byNode = new Map<string, Pin>();
  const wide = pins.filter(pin => pin.environment === undefined);
  const own = pins.filter(pin => pin.environment !== undefined);
  for (const { node, definition, version } of [...wide, ...own]) {
    byNode.set(node, { node, definition, version });
  }
  return [...byNode.values()];
}
