import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Link } from '@backstage/ui';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { useLive } from '../live/useLive';
import { usePaths } from '../routing/usePaths';

/** As many deployments as are counted. */
const COUNTED = 50;
/** Milliseconds between two questions. */
const INTERVAL = 30_000;

/** Says how many deployments wait for the reader's approval, and leads to them; nothing where none does. */
export function WaitsForYou() {
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const { value } = useLive(
    'waits-for-me',
    signal => api.listDeploymentsUnderWay({ waitsFor: 'me', limit: COUNTED }, { signal }),
    { interval: INTERVAL },
  );
  const list = paths.registry('deployments');
  if (!value || value.items.length === 0) {
    return null;
  }
  const count = value.items.length;
  const title =
    count === 1 && value.nextCursor === undefined
      ? 'One deployment waits for you to approve it'
      : `${count}${value.nextCursor === undefined ? '' : ' and more'} deployments wait for you to approve them`;
  return (
    <Alert
      status="warning"
      icon
      title={title}
      customActions={list && <Link href={`${list}?waitsFor=me`}>Show them</Link>}
    />
  );
}
