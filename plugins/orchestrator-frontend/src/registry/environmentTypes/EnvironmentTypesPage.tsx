import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentTypeView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { DataTable } from '../../lists/DataTable';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { EmptyState } from '../../status/EmptyState';
import { RoomHeader } from '../RoomHeader';
import styles from '../registry.module.css';

/** Kinds of environments in the order in which versions are promoted through them. */
export function EnvironmentTypesPage() {
  const api = useApi(platformOrchestratorApiRef);
  const live = useLive('environment-types', signal => api.listEnvironmentTypes({ signal }), {
    interval: 30_000,
  });
  return (
    <>
      <RoomHeader title="Environment types">
        Kinds of environments, in the order in which versions are promoted through them.
      </RoomHeader>
      <LiveView live={live} errorTitle="The environment types cannot be shown">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="There are no environment types">
              Without one nobody can create an environment: write a manifest of kind
              EnvironmentType.
            </EmptyState>
          ) : (
            <DataTable
              label="Environment types"
              items={[...items].sort((a, b) => a.order - b.order)}
              keyOf={({ name }) => name}
              columns={[
                {
                  title: 'Name',
                  cell: ({ name, title }) => (
                    <>
                      <span className={styles.name}>{name}</span>
                      {title && <span className={styles.sub}>{title}</span>}
                    </>
                  ),
                },
                { title: 'Order', isNumber: true, cell: ({ order }) => order },
                {
                  title: 'Approvals',
                  cell: ({ approvals }) =>
                    approvals.required === 0 ? 'none' : `${approvals.required} of other people`,
                },
                { title: 'Lifetime', cell: lifetimeWords },
                { title: 'Preview', cell: ({ preview }) => (preview ? 'yes' : 'no') },
              ]}
            />
          )
        }
      </LiveView>
    </>
  );
}

function lifetimeWords({ lifetime }: EnvironmentTypeView): string {
  const parts = [lifetime.default === 'never' ? 'no end' : lifetime.default];
  if (lifetime.maximum) {
    parts.push(`at most ${lifetime.maximum}`);
  }
  if (lifetime.perApplication) {
    parts.push(`${lifetime.perApplication} per application`);
  }
  return parts.join(', ');
}
