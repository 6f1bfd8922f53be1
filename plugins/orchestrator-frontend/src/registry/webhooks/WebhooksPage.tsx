import { useApi } from '@backstage/frontend-plugin-api';
import { registryPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { FilterBar } from '../../lists/FilterBar';
import { FilterSelect } from '../../lists/FilterSelect';
import { PagedList } from '../../lists/PagedList';
import { usePagedList } from '../../lists/usePagedList';
import { useUrlFilter } from '../../lists/useUrlFilter';
import { GuardedButton } from '../../permissions/GuardedButton';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { MaybeLink } from '../../status/MaybeLink';
import { RoomHeader } from '../RoomHeader';
import styles from '../registry.module.css';
import { CreateWebhookDialog } from './CreateWebhookDialog';
import { WebhookActions } from './WebhookActions';
import { WebhookScope, WebhookStatus } from './WebhookFacts';

const FILTER = ['application'] as const;

/** Who is told what happens in environments, and whether that works. */
export function WebhooksPage() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const { values, set, isSet } = useUrlFilter(FILTER);
  const [open, setOpen] = useState(false);
  const applications = useAsync(() => api.listApplications({ limit: 200 }), [api]);
  const live = usePagedList(`webhooks/${values.application ?? ''}`, (page, signal) =>
    api.listWebhooks({ ...values, ...page }, { signal }),
  );
  const create = (
    <GuardedButton
      permission={registryPermissions.writeWebhooks}
      action="create webhooks"
      label="Create a webhook…"
      variant="primary"
      onPress={() => setOpen(true)}
    />
  );
  return (
    <>
      <RoomHeader title="Webhooks" actions={create}>
        Chats, ticket systems and pipelines that are told what happens in environments.
      </RoomHeader>
      <FilterBar noun="webhooks">
        <FilterSelect
          label="Application"
          options={(applications.value?.items ?? []).map(({ name, title }) => ({
            value: name,
            label: title ?? name,
          }))}
          value={values.application}
          onChange={value => set({ application: value })}
        />
      </FilterBar>
      <PagedList
        live={live}
        noun="webhooks"
        empty={
          <EmptyState title={isSet ? 'No webhook fits the filter' : 'Nobody is told yet'}>
            {isSet ? 'Take the filter away.' : 'Create a webhook, and send it a test.'}
          </EmptyState>
        }
      >
        {webhooks => (
          <DataTable
            label="Webhooks"
            items={webhooks}
            keyOf={({ uid }) => uid}
            columns={[
              {
                title: 'Name',
                cell: ({ uid, name, origin }) => (
                  <>
                    <MaybeLink to={paths.registry('webhooks', uid)}>{name}</MaybeLink>
                    <span className={styles.sub}>{origin}</span>
                  </>
                ),
              },
              { title: 'Told of', cell: webhook => <WebhookScope webhook={webhook} /> },
              { title: 'Status', cell: webhook => <WebhookStatus webhook={webhook} /> },
              {
                title: 'Actions',
                cell: webhook => (
                  <WebhookActions
                    webhook={webhook}
                    onChange={live.refresh}
                    onDeleted={live.refresh}
                  />
                ),
              },
            ]}
          />
        )}
      </PagedList>
      {open && <CreateWebhookDialog onCreated={live.refresh} onClose={() => setOpen(false)} />}
    </>
  );
}
