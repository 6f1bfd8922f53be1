import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { DeliveryView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { GuardedButton } from '../../permissions/GuardedButton';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { ErrorAlert } from '../../status/ErrorAlert';
import { RelativeTime } from '../../status/RelativeTime';
import { StatusBadge } from '../../status/StatusBadge';
import { RoomHeader } from '../RoomHeader';
import styles from '../registry.module.css';
import { WebhookActions } from './WebhookActions';
import { WebhookScope, WebhookStatus } from './WebhookFacts';

/** One webhook: whether it works, and each delivery with its attempts. */
export function WebhookPage() {
  const { uid = '' } = useParams();
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const navigate = useNavigate();
  const list = paths.registry('webhooks') ?? '.';
  const live = useLive(`webhook/${uid}`, signal => api.getWebhook(uid, { signal }), {
    interval: 10_000,
  });
  const deliveries = usePagedList(`deliveries/${uid}`, (page, signal) =>
    api.listDeliveries(uid, page, { signal }),
  );
  return (
    <LiveView
      live={live}
      errorTitle="The webhook cannot be shown"
      wayOut={<Link href={list}>All webhooks</Link>}
    >
      {webhook => (
        <>
          <RoomHeader
            title={webhook.name}
            actions={
              <WebhookActions
                webhook={webhook}
                onChange={() => {
                  live.refresh();
                  deliveries.refresh();
                }}
                onDeleted={() => navigate(list)}
              />
            }
          >
            {webhook.origin}
          </RoomHeader>
          <Flex gap="6">
            <div>
              <WebhookStatus webhook={webhook} />
            </div>
            <div>
              <WebhookScope webhook={webhook} />
            </div>
          </Flex>
          <Text as="h3" variant="title-x-small">
            Deliveries
          </Text>
          <PagedList
            live={deliveries}
            noun="deliveries"
            empty={
              <EmptyState title="Nothing was sent yet">
                Send a test; deliveries that ended are kept for 14 days.
              </EmptyState>
            }
          >
            {items => <DeliveryTable uid={uid} items={items} onChange={deliveries.refresh} />}
          </PagedList>
        </>
      )}
    </LiveView>
  );
}

function DeliveryTable(props: { uid: string; items: DeliveryView[]; onChange: () => void }) {
  const { uid, items, onChange } = props;
  const api = useApi(platformOrchestratorApiRef);
  const [error, setError] = useState<Error>();
  const sendAgain = async (delivery: string) => {
    setError(undefined);
    try {
      await api.redeliver(uid, delivery);
      onChange();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
  };
  return (
    <>
      {error && <ErrorAlert title="It was not sent again" error={error} />}
      <DataTable
        label="Deliveries"
        items={items}
        keyOf={delivery => delivery.uid}
        columns={[
          {
            title: 'Event',
            cell: ({ event, createdAt }) => (
              <>
                {event}
                <span className={styles.sub}>
                  <RelativeTime at={createdAt} />
                </span>
              </>
            ),
          },
          {
            title: 'Status',
            cell: ({ status, error: why, nextAttemptAt }) => (
              <>
                <StatusBadge status={status} />
                {why && <span className={styles.sub}>{why}</span>}
                {nextAttemptAt && (
                  <span className={styles.sub}>
                    next attempt <RelativeTime at={nextAttemptAt} />
                  </span>
                )}
              </>
            ),
          },
          { title: 'Attempts', isNumber: true, cell: ({ attempts }) => attempts },
          {
            title: 'Answer',
            isNumber: true,
            cell: ({ responseStatus }) => responseStatus ?? '–',
          },
          {
            title: 'Actions',
            cell: ({ uid: delivery, event, status }) => (
              <GuardedButton
                permission={registryPermissions.writeWebhooks}
                action="send deliveries again"
                obstacle={status === 'pending' ? 'It is still being sent.' : undefined}
                label="Send again"
                ariaLabel={`Send ${event} again`}
                onPress={() => sendAgain(delivery)}
              />
            ),
          },
        ]}
      />
    </>
  );
}
