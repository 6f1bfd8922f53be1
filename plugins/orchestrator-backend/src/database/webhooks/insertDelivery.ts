import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** What a new delivery is made of. */
export interface NewDelivery {
  uid: string;
  webhookUid: string;
  /** Absent for a test. */
  environmentUid?: string;
  event: string;
  /** Id of the message of the outbox; absent for a test. */
  sequence?: string;
  body: string;
  /** Seconds after which it is not tried again. */
  retryFor: number;
}

/** Writes a delivery that is to be sent at once; one of the same message and event is there already and stays. */
export async function insertDelivery(knex: Knex, delivery: NewDelivery): Promise<void> {
  await knex('deliveries')
    .insert({
      uid: delivery.uid,
      webhook_uid: delivery.webhookUid,
      environment_uid: delivery.environmentUid,
      event: delivery.event,
      sequence: delivery.sequence,
      body: delivery.body,
      status: 'pending',
      next_attempt_at: databaseTimeIn(knex, 0),
      give_up_at: databaseTimeIn(knex, delivery.retryFor),
    })
    .onConflict(['webhook_uid', 'sequence', 'event'])
    .ignore();
}
