import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

/** Binds a node of an environment, or of all environments of an application, in place of what bound it there before. */
export async function writePin(
  transaction: Knex.Transaction,
  pin: {
    applicationUid: string;
    environmentUid?: string;
    node: string;
    definitionUid: string;
    version: number;
    createdBy: string;
  },
): Promise<string> {
  const uid = uuid();
  await transaction('pins')
    .where({
      application_uid: pin.applicationUid,
      environment_uid: pin.environmentUid ?? null,
      node: pin.node,
    })
    .delete();
  await transaction('pins').insert({
    uid,
    application_uid: pin.applicationUid,
    environment_uid: pin.environmentUid ?? null,
    node: pin.node,
    definition_uid: pin.definitionUid,
    version: pin.version,
    created_by: pin.createdBy,
  });
  return uid;
}
