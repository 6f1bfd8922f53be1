import type { DeploymentPhase } from '@tutti/backstage-plugin-platform-orchestrator-common';
import styles from './deployment.module.css';
import type { PhaseStatus } from './phases';

const PHASES: { phase: DeploymentPhase; title: string; says: string }[] = [
  { phase: 'read', title: 'Read', says: 'Score files parsed and validated' },
  { phase: 'match', title: 'Match', says: 'A definition for every resource, and the plan' },
  { phase: 'create', title: 'Create', says: 'Resources made by their drivers' },
  { phase: 'deploy', title: 'Deploy', says: 'Workloads rendered and delivered' },
];

const SYMBOLS: Record<PhaseStatus, string> = {
  pending: '○',
  running: '◔',
  succeeded: '●',
  failed: '✕',
  skipped: '–',
};

/** The four phases of a deployment as a timeline. */
export function PhaseTimeline(props: { phases: Record<DeploymentPhase, PhaseStatus> }) {
  return (
    <ol className={styles.timeline} aria-label="Phases">
      {PHASES.map(({ phase, title, says }) => {
        const status = props.phases[phase];
        return (
          <li key={phase} className={`${styles.phase} ${styles[status]}`} title={says}>
            <span aria-hidden>{SYMBOLS[status]}</span> {title}
            <span className={styles.phaseStatus}> {status}</span>
          </li>
        );
      })}
    </ol>
  );
}
