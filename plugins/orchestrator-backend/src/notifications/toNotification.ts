import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { EnvironmentRecord } from '../environments/Environments';
import type { DeploymentNews } from '../execution/outbox/announceStatus';

/** What people are told, and who. */
export interface PeopleNotification {
  payload: NotificationPayload;
  /** Entity references. */
  to: string[];
  /** Entity reference of somebody who is left out although they belong to a group. */
  except?: string;
}

/**
 * What people are told about a deployment. Who may approve is for the permission policy to say at the moment they try, so
 * the owner of the application is asked; the requester is not, since nobody approves what they asked for.
 */
export function toNotification(
  news: DeploymentNews,
  environment: Pick<EnvironmentRecord, 'application' | 'name' | 'ownerRef'>,
): PeopleNotification | undefined {
  const { uid, number, status, requestedBy } = news;
  const title = titleOf(number, `${environment.application}/${environment.name}`)[status];
  if (title === undefined) {
    return undefined;
  }
  const waits = status === 'awaiting-approval';
  const to = waits ? [environment.ownerRef] : [requestedBy, environment.ownerRef];
  return {
    payload: {
      title,
      link: `/platform/deployments/${uid}`,
      severity: waits ? 'normal' : 'high',
      topic: 'Deployments',
      // Told twice, it is shown once.
      scope: `platform-orchestrator:deployment:${uid}:${status}`,
    },
    to: peopleAmong(to),
    ...(waits && { except: requestedBy }),
  };
}

/** What the owner of a webhook is told when it was disabled. */
export function toWebhookNotification(webhook: {
  uid: string;
  name: string;
  ownerRef: string;
}): PeopleNotification {
  return {
    payload: {
      title: `The webhook "${webhook.name}" was disabled, because nothing could be delivered for a long time`,
      severity: 'high',
      topic: 'Webhooks',
      scope: `platform-orchestrator:webhook:${webhook.uid}`,
    },
    to: peopleAmong([webhook.ownerRef]),
  };
}

function titleOf(number: number, place: string): Partial<Record<DeploymentNews['status'], string>> {
  return {
    'awaiting-approval': `Deployment ${number} of ${place} waits for approval`,
    failed: `Deployment ${number} of ${place} failed`,
    'needs-attention': `Deployment ${number} of ${place} needs attention`,
  };
}

/** Users and groups: requesters and owners may be services, whom nobody can notify. */
function peopleAmong(refs: (string | undefined)[]): string[] {
  const people = refs.filter(ref => ref !== undefined && /^(user|group):[^/]+\/.+$/i.test(ref));
  return [...new Set(people as string[])];
}
