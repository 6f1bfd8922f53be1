import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import { routePermissions } from '../authorization/routePermissions';
import type { OperationId } from './OperationTypes';
import { operations } from './operations';

/** Nouns of audit events by the tag of the operation. */
const NOUNS: Record<string, string> = {
  applications: 'application',
  environments: 'environment',
  deployments: 'deployment',
  resources: 'resource',
  registry: 'registry',
  rollouts: 'rollout',
  pins: 'pin',
  webhooks: 'webhook',
  outbox: 'outbox',
  impact: 'impact',
  score: 'score',
};

/** What is done, and by which call. */
export interface AuditedCall {
  operation: OperationId;
  /** Absent for calls that come from the actions registry. */
  request?: Request;
  /** Names and uids that say what it is about; never a body. */
  meta: JsonObject;
}

/**
 * Does something and records that it was done, or that it failed. Events are `<noun>-fetch` (low) and `<noun>-mutate`
 * (medium); the operation is in `meta.queryType` or `meta.actionType`.
 */
export async function audited<T>(
  auditor: AuditorService,
  call: AuditedCall,
  work: () => Promise<T>,
): Promise<T> {
  const operation = operations.get(call.operation)!;
  const reads = routePermissions[call.operation].attributes.action === 'read';
  const event = await auditor.createEvent({
    eventId: `${NOUNS[operation.tag]}-${reads ? 'fetch' : 'mutate'}`,
    severityLevel: reads ? 'low' : 'medium',
    request: call.request,
    meta: { ...call.meta, [reads ? 'queryType' : 'actionType']: kebabCase(call.operation) },
  });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
  await event.success();
  return result;
}

function kebabCase(text: string): string {
  return text.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
