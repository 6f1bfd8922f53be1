import { Text } from '@backstage/ui';
import type { ActiveResource } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { JsonValue } from '@tutti/score';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import styles from '../plan/plan.module.css';
import { showValue } from '../plan/showValue';
import { usePaths } from '../routing/usePaths';
import { MaybeLink } from '../status/MaybeLink';
import { RelativeTime } from '../status/RelativeTime';
import { StatusBadge } from '../status/StatusBadge';

/** Rows of the ledger; each opens to its outputs (secrets masked), evidence and what depends on it. */
export function ResourceTable(props: {
  resources: ActiveResource[];
  /** Whether they are of several environments. Default false. */
  showsEnvironment?: boolean;
  /** What can be done with a row, in a column of its own. */
  actionsOf?: (resource: ActiveResource) => ReactNode;
}) {
  const { showsEnvironment = false, actionsOf } = props;
  const [open, setOpen] = useState<string>();
  const paths = usePaths();
  const columns = 6 + (showsEnvironment ? 1 : 0) + (actionsOf ? 1 : 0);
  if (props.resources.length === 0) {
    return <Text color="secondary">Nothing exists here yet.</Text>;
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Active resources">
        <thead>
          <tr>
            <th>Node</th>
            {showsEnvironment && <th>Environment</th>}
            <th>Presence</th>
            <th>Definition</th>
            <th>Name</th>
            <th>Used by</th>
            <th>Changed</th>
            {actionsOf && <th>Actions</th>}
          </tr>
        </thead>
        <tbody>
          {props.resources.map(resource => (
            <Fragment key={resource.uid}>
              <tr>
                <td>
                  <button
                    type="button"
                    className={styles.node}
                    aria-expanded={open === resource.uid}
                    onClick={() => setOpen(open === resource.uid ? undefined : resource.uid)}
                  >
                    {open === resource.uid ? '▾' : '▸'} {resource.node}
                  </button>
                  {resource.role !== 'current' && ` (${resource.role})`}
                  {resource.deletionPending && ' (waits for a person to decide about its deletion)'}
                </td>
                {showsEnvironment && (
                  <td>
                    <MaybeLink
                      to={
                        resource.detached
                          ? undefined
                          : paths.environment(resource.application, resource.environment)
                      }
                    >
                      {resource.application} in {resource.environment}
                      {resource.detached && ' (deleted)'}
                    </MaybeLink>
                  </td>
                )}
                <td>
                  <StatusBadge status={resource.presence} />
                </td>
                <td>
                  <MaybeLink to={paths.registry('definitions', resource.definition)}>
                    {resource.definition}
                  </MaybeLink>{' '}
                  v{resource.definitionVersion}
                </td>
                <td>{resource.name}</td>
                <td>{resource.workloads.join(', ') || '–'}</td>
                <td>
                  <RelativeTime at={resource.updatedAt} />
                </td>
                {actionsOf && <td>{actionsOf(resource)}</td>}
              </tr>
              {open === resource.uid && (
                <tr className={styles.details}>
                  <td colSpan={columns}>
                    <ResourceDetails resource={resource} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ResourceDetails(props: { resource: ActiveResource }) {
  const { resource } = props;
  const parts: [string, JsonValue | undefined][] = [
    ['Outputs', maskSecrets(resource.outputs)],
    ['Inputs', resource.inputs],
    ['Evidence', resource.evidence],
    ['External id', resource.externalId],
    ['Depends on', resource.dependsOn],
  ];
  return (
    <>
      {parts
        .filter(([, value]) => value !== undefined)
        .map(([title, value]) => (
          <section key={title}>
            <Text weight="bold" variant="body-small">
              {title}
            </Text>
            <pre className={styles.code}>{showValue(value)}</pre>
          </section>
        ))}
    </>
  );
}

/** The API shows a secret output as `{ secret: true }`; people see `•••`. */
function maskSecrets(outputs: ActiveResource['outputs']): JsonValue {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      value && typeof value === 'object' && !Array.isArray(value) && value.secret === true
        ? '•••'
        : value,
    ]),
  );
}
