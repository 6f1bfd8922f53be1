import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { PlanView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { Differences } from '../plan/Differences';
import styles from '../plan/plan.module.css';
import { platformOrchestratorTranslationRef } from '../translation';

/** What a plan would do otherwise than the one that was approved before it. */
export function SinceApproval(props: { since: NonNullable<PlanView['sinceApproval']> }) {
  const { changes } = props.since;
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const nothing = t('sinceApproval.nothing');
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small">
          {t('sinceApproval.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {changes.length === 0 ? (
          <Text color="secondary">{t('sinceApproval.none')}</Text>
        ) : (
          <table className={styles.table} aria-label={t('sinceApproval.title')}>
            <tbody>
              {changes.map(change => (
                <tr key={`${change.node}/${change.action}`}>
                  <td>{change.node}</td>
                  <td>
                    {change.actionBefore ?? nothing} → {change.action ?? nothing}
                  </td>
                  <td>
                    {change.differences.length > 0 && (
                      <Differences differences={change.differences} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardBody>
    </Card>
  );
}
