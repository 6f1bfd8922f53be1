import { Alert, Flex, Text } from '@backstage/ui';
import { DataTable } from '../../lists/DataTable';
import { showValue } from '../../plan/showValue';
import { usePaths } from '../../routing/usePaths';
import { MaybeLink } from '../../status/MaybeLink';
import { criterionWords } from '../../plan/criterionWords';
import { Section } from '../Section';
import styles from '../registry.module.css';
import type { Answer } from './askRegistry';
import { candidateWords } from '../../plan/candidateWords';
import own from './tryIt.module.css';

/** The answer to a question: the winner and why, every loser and what would make it win, and the resolved inputs. */
export function AnswerView(props: {
  answer: Answer;
  /** Whose page it is on. */
  definition?: string;
}) {
  const { answer, definition } = props;
  const { explanation, outcome } = answer;
  const paths = usePaths();
  const winner = explanation?.winner?.definition;
  return (
    <Flex direction="column" gap="4">
      <div className={own.winner} data-matched={winner !== undefined} role="status">
        <Text as="p" variant="title-x-small">
          {winner ? (
            <>
              <MaybeLink to={paths.registry('definitions', winner)}>{winner}</MaybeLink> wins
            </>
          ) : (
            'Nothing matches'
          )}
          {definition && winner && winner !== definition && `, and not ${definition}`}
        </Text>
        <Text as="p">{explanation?.text}</Text>
      </div>
      {explanation && explanation.candidates.length > 0 && (
        <Section title="Every criterion of this type">
          <DataTable
            label="Candidates"
            items={explanation.candidates}
            keyOf={candidate => `${candidate.definition} ${criterionWords(candidate.criterion)}`}
            columns={[
              {
                title: 'Definition',
                cell: candidate => (
                  <>
                    <MaybeLink to={paths.registry('definitions', candidate.definition)}>
                      {candidate.definition}
                    </MaybeLink>
                    <span className={styles.sub}>version {candidate.version}</span>
                  </>
                ),
              },
              { title: 'For', cell: ({ criterion }) => criterionWords(criterion) },
              {
                title: 'Verdict',
                cell: candidate => candidateWords(candidate, winner),
              },
              { title: 'What would change it', cell: ({ change }) => change ?? '' },
            ]}
          />
          {explanation.omitted !== undefined && (
            <Text color="secondary">… and {explanation.omitted} more</Text>
          )}
        </Section>
      )}
      {outcome.failures.map(({ pointer, message, hint }) => (
        <Alert
          key={`${pointer} ${message}`}
          status="warning"
          icon
          title={message}
          description={hint}
        />
      ))}
      {outcome.inputs !== undefined && (
        <Section title="Inputs as the driver would get them">
          <pre className={styles.block} aria-label="Resolved inputs">
            {showValue(outcome.inputs)}
          </pre>
        </Section>
      )}
      {outcome.nodes.length > 1 && (
        <Section title="Nodes that the request leads to">
          {outcome.nodes.map(node => (
            <code key={node} className={styles.chip}>
              {node}
            </code>
          ))}
        </Section>
      )}
    </Flex>
  );
}
