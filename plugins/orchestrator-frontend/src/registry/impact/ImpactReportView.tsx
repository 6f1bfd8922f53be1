import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  EnvironmentImpact,
  ImpactReport,
  ImpactResult,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import styles from './impact.module.css';
import { EnvironmentImpactView } from './EnvironmentImpactView';
import { lossWords, summaryWords } from './impactWords';

/** As many environments as are shown at once. */
const SHOWN = 20;
const HEADINGS: Record<ImpactResult, string> = {
  affected: 'Would change',
  'not-evaluated': 'Could not be evaluated',
  unaffected: 'Would not change',
};

/** What a change would do: counts, then environment by environment and node by node; no result is left out. */
export function ImpactReportView(props: { report: ImpactReport }) {
  const { summary, environments = [], hiddenEnvironments } = props.report;
  if (!summary) {
    return <Text color="secondary">The report is not finished yet.</Text>;
  }
  const loss = lossWords(summary);
  const counts = [
    { label: 'would change', number: summary.affected },
    { label: 'unaffected', number: summary.unaffected },
    { label: 'not evaluated', number: summary.notEvaluated, tone: styles.doubtful },
    { label: 'replaced', number: summary.replaced, tone: styles.bad },
    { label: 'destroyed', number: summary.destroyed, tone: styles.bad },
    { label: 'blocked', number: summary.blocked, tone: styles.bad },
  ];
  return (
    <Flex direction="column" gap="3">
      <Text role="status">{summaryWords(summary)}</Text>
      <div className={styles.summary} role="group" aria-label="Counts of the report">
        {counts.map(({ label, number, tone }) => (
          <div key={label} className={`${styles.count} ${number > 0 && tone ? tone : ''}`}>
            <strong>{number}</strong>
            <span>{label}</span>
          </div>
        ))}
      </div>
      {loss && <Alert status="danger" icon title={`Something would be taken away: ${loss}.`} />}
      {hiddenEnvironments !== undefined && (
        <Alert
          status="info"
          icon
          title={`${hiddenEnvironments} of these environments you may not see; the counts include them.`}
        />
      )}
      {(['affected', 'not-evaluated', 'unaffected'] as const).map(result => (
        <ImpactGroup
          key={result}
          result={result}
          environments={environments.filter(each => each.result === result)}
        />
      ))}
    </Flex>
  );
}

function ImpactGroup(props: { result: ImpactResult; environments: EnvironmentImpact[] }) {
  const { result, environments } = props;
  const [shown, setShown] = useState(SHOWN);
  if (environments.length === 0) {
    return null;
  }
  return (
    <section aria-label={HEADINGS[result]}>
      <Flex direction="column" gap="2">
        <Text as="h4" weight="bold">
          {HEADINGS[result]} ({environments.length})
        </Text>
        {environments.slice(0, shown).map(environment => (
          <EnvironmentImpactView key={environment.environmentUid} impact={environment} />
        ))}
        {environments.length > shown && (
          <div>
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setShown(shown + environments.length)}
            >
              Show the other {environments.length - shown}
            </Button>
          </div>
        )}
      </Flex>
    </section>
  );
}
