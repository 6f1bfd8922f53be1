import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Link, Tab, TabList, Tabs } from '@backstage/ui';
import type { DefinitionView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ComponentType } from 'react';
import { useParams } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { DefinitionFacts } from './DefinitionFacts';
import { ImpactTab } from './ImpactTab';
import { ManifestTab } from './ManifestTab';
import { RolloutsTab } from '../rollouts/RolloutsTab';
import { PinsTab } from './PinsTab';
import { TryItTab } from './TryItTab';
import { UsageTab } from './UsageTab';
import { VersionsTab } from './VersionsTab';

/** Properties of each tab of the page of a definition. */
export interface DefinitionTabProps {
  definition: DefinitionView;
  /** Asks for the definition again, after it was changed. */
  onChange: () => void;
}

/** The tabs in their order; the first one shows when the URL names none. */
const TABS: Record<string, { label: string; Content: ComponentType<DefinitionTabProps> }> = {
  manifest: { label: 'Manifest', Content: ManifestTab },
  versions: { label: 'Versions', Content: VersionsTab },
  usage: { label: 'Usage', Content: UsageTab },
  rollouts: { label: 'Rollouts', Content: RolloutsTab },
  pins: { label: 'Pins', Content: PinsTab },
  'try-it': { label: 'Try it', Content: TryItTab },
  impact: { label: 'Impact', Content: ImpactTab },
};
const [FIRST_TAB] = Object.keys(TABS);

/** One resource definition: what it says, its versions, who uses it, and what a change to it would do. */
export function DefinitionPage() {
  const { name = '', tab = FIRST_TAB } = useParams();
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const live = useLive(`definition/${name}`, signal => api.getDefinition(name, { signal }), {
    interval: 10_000,
  });
  const shown = TABS[tab];
  return (
    <LiveView
      live={live}
      errorTitle={`The definition ${name} cannot be shown`}
      wayOut={<Link href={paths.registry('definitions') ?? '.'}>All definitions</Link>}
    >
      {definition => (
        <>
          <DefinitionFacts definition={definition} onChange={live.refresh} />
          {definition.status !== 'default' && (
            <Alert
              status="warning"
              icon
              title={`No version of it is the default, so nothing new matches it (version ${definition.version} is ${definition.status}).`}
              description="Promote a version on the tab “Versions”."
            />
          )}
          <Tabs>
            <TabList aria-label={`Pages of ${name}`}>
              {Object.entries(TABS).map(([id, { label }]) => (
                <Tab
                  key={id}
                  id={id}
                  href={paths.registry('definitions', name, ...(id === FIRST_TAB ? [] : [id]))}
                >
                  {label}
                </Tab>
              ))}
            </TabList>
          </Tabs>
          {shown ? (
            <shown.Content definition={definition} onChange={live.refresh} />
          ) : (
            <EmptyState
              title="There is no such page"
              action={
                <Link href={paths.registry('definitions', name) ?? '.'}>The definition {name}</Link>
              }
            />
          )}
        </>
      )}
    </LiveView>
  );
}
