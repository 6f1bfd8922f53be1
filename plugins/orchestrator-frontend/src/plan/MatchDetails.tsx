import type { CandidateExplanation, MatchExplanation } from '@tutti/planner';
import { Text } from '@backstage/ui';
import styles from './plan.module.css';

function criterionWords(candidate: CandidateExplanation): string {
  const fields = Object.entries(candidate.criterion)
    .filter(([field, value]) => value !== undefined && !(field === 'class' && value === 'default'))
    .map(([field, value]) => `${field} ${value}`);
  return fields.length > 0 ? fields.join(', ') : 'everything';
}

function verdict(candidate: CandidateExplanation, explanation: MatchExplanation): string {
  if (
    explanation.winner?.definition === candidate.definition &&
    candidate.fits &&
    !candidate.beatenBy
  ) {
    return 'wins';
  }
  if (candidate.failed) {
    const { field, expected, actual } = candidate.failed;
    return `${field} is ${actual ?? 'not set'}, not ${expected}`;
  }
  return candidate.beatenBy ? `less specific than ${candidate.beatenBy}` : 'does not win';
}

/** Why a request matched its definition: winner, losers, and what would make each of them win. */
export function MatchDetails(props: { explanation: MatchExplanation }) {
  const { explanation } = props;
  return (
    <>
      <Text as="p" variant="body-small">
        {explanation.text}
      </Text>
      {explanation.candidates.length > 0 && (
        <ul className={styles.candidates}>
          {explanation.candidates.map((candidate, index) => (
            <li key={index}>
              <strong>{candidate.definition}</strong> for {criterionWords(candidate)}:{' '}
              {verdict(candidate, explanation)}
              {candidate.change && <> ({candidate.change})</>}
            </li>
          ))}
          {explanation.omitted !== undefined && <li>… and {explanation.omitted} more</li>}
        </ul>
      )}
    </>
  );
}
