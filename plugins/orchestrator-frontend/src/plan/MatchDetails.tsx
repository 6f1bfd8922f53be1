import type { MatchExplanation } from '@tutti/planner';
import { Text } from '@backstage/ui';
import { candidateWords } from './candidateWords';
import { criterionWords } from './criterionWords';
import styles from './plan.module.css';

/** Why a request matched its definition: winner, losers, and what would make each of them win. */
export function MatchDetails(props: { explanation: MatchExplanation }) {
  const { explanation } = props;
  const winner = explanation.winner?.definition;
  return (
    <>
      <Text as="p" variant="body-small">
        {explanation.text}
      </Text>
      {explanation.candidates.length > 0 && (
        <ul className={styles.candidates}>
          {explanation.candidates.map((candidate, index) => (
            <li key={index}>
              <strong>{candidate.definition}</strong> for {criterionWords(candidate.criterion)}:{' '}
              {candidateWords(candidate, winner)}
              {candidate.change && <> ({candidate.change})</>}
            </li>
          ))}
          {explanation.omitted !== undefined && <li>… and {explanation.omitted} more</li>}
        </ul>
      )}
    </>
  );
}
