import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import styles from '../plan/plan.module.css';
import { usePaths } from '../routing/usePaths';
import { RelativeTime } from '../status/RelativeTime';
import { platformOrchestratorTranslationRef } from '../translation';

/** Above the previews of the matrix: folds and unfolds them, and says when each deletes itself. */
export function PreviewsHeading(props: {
  previews: Environment[];
  unfolded: boolean;
  onToggle: () => void;
}) {
  const { previews, unfolded, onToggle } = props;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const paths = usePaths();
  return (
    <>
      <button type="button" className={styles.node} aria-expanded={unfolded} onClick={onToggle}>
        {unfolded ? '▾' : '▸'} {t('matrix.previews', { number: String(previews.length) })}
      </button>
      {previews.map(({ uid, application, name, expiresAt }) => {
        const path = paths.environment(application, name);
        return (
          <div key={uid}>
            {path ? <Link href={path}>{name}</Link> : name}{' '}
            <Text variant="body-small" color="secondary">
              {t('lifecycle.expires')} <RelativeTime at={expiresAt} />
            </Text>
          </div>
        );
      })}
    </>
  );
}
