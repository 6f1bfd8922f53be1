import type { AuditorService } from '@backstage/backend-plugin-api';
import type { MovedPin } from '../../database/registry/movePins';

/** Records in the audit trail that a deployment took a pin along with its node, as if somebody had asked for it. */
export async function auditMovedPin(
  auditor: AuditorService,
  pin: MovedPin,
  about: { application: string; environment: string; deployment: string; requestedBy: string },
): Promise<void> {
  const event = await auditor.createEvent({
    eventId: 'pin-mutate',
    severityLevel: 'medium',
    meta: { ...about, ...pin, actionType: 'move-pin' },
  });
  await event.success();
}
