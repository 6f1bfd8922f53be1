import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import styles from '../plan/plan.module.css';

/** The Score file as it will be read, and where it is. */
export function ScoreFilePreview(props: { content: string; location: string }) {
  return (
    <Accordion>
      <AccordionTrigger title="Score file" subtitle={props.location} />
      <AccordionPanel>
        <pre className={styles.code}>{props.content}</pre>
      </AccordionPanel>
    </Accordion>
  );
}
