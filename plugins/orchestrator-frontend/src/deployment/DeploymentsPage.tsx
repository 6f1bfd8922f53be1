import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { FilterSelect } from '../lists/FilterSelect';
import lists from '../lists/lists.module.css';
import { PagedList } from '../lists/PagedList';
import { usePagedList } from '../lists/usePagedList';
import { useUrlFilter } from '../lists/useUrlFilter';
import { RoomHeader } from '../registry/RoomHeader';
import { EmptyState } from '../status/EmptyState';
import { platformOrchestratorTranslationRef } from '../translation';
import { DeploymentList } from './DeploymentList';

const FILTER = ['waitsFor'] as const;

/** Everything in flight, and what of it waits for an approval that the reader may give; the URL holds which. */
export function DeploymentsPage() {
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const api = useApi(platformOrchestratorApiRef);
  const filter = useUrlFilter(FILTER);
  const isMine = filter.values.waitsFor === 'me';
  const live = usePagedList(`deployments/${isMine}`, (page, signal) =>
    api.listDeploymentsUnderWay({ ...(isMine && { waitsFor: 'me' }), ...page }, { signal }),
  );
  return (
    <>
      <RoomHeader title={t('underWay.title')}>{t('underWay.description')}</RoomHeader>
      <div className={lists.bar} role="search" aria-label={t('underWay.show')}>
        <FilterSelect
          label={t('underWay.show')}
          allLabel={t('underWay.all')}
          options={[{ value: 'me', label: t('underWay.mine') }]}
          value={isMine ? 'me' : undefined}
          onChange={value => filter.set({ waitsFor: value })}
        />
      </div>
      <PagedList
        live={live}
        noun="deployments"
        empty={
          <EmptyState title={isMine ? t('underWay.emptyMine') : t('underWay.emptyAll')}>
            {isMine ? t('underWay.emptyMineHelp') : t('underWay.emptyAllHelp')}
          </EmptyState>
        }
      >
        {deployments => (
          <Card>
            <CardBody>
              <DeploymentList deployments={deployments} showApplication />
            </CardBody>
          </Card>
        )}
      </PagedList>
    </>
  );
}
