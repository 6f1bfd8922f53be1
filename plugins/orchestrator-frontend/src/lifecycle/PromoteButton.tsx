import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { whyClosed } from '../deploy/whyClosed';
import { GuardedButton } from '../permissions/GuardedButton';
import { platformOrchestratorTranslationRef } from '../translation';
import { PlannedDialog } from './PlannedDialog';

/** Opens the dialog that takes workloads here from the environment before this one; nothing where there is none. */
export function PromoteButton(props: {
  application: string;
  environment: Environment;
  /** All of the application. */
  environments: Environment[];
  /** Only this workload; absent: all that run there. */
  workload?: string;
}) {
  const { application, environment, environments, workload } = props;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const [open, setOpen] = useState(false);
  const from = environmentBefore(environment, environments, workload);
  if (!from) {
    return null;
  }
  const names = { from: from.name, to: environment.name };
  const workloads = workload === undefined ? undefined : [workload];
  return (
    <>
      <GuardedButton
        permission={environmentPermissions.deploy}
        resourceRef={environment.uid}
        action={`deploy to ${environment.name}`}
        obstacle={whyClosed(environment)}
        label={t('lifecycle.promote', names)}
        ariaLabel={t('lifecycle.promoteName', names)}
        onPress={() => setOpen(true)}
      />
      {open && (
        <PlannedDialog
          title={t('lifecycle.promoteTitle', { what: workload ?? application, ...names })}
          confirm={{ label: t('lifecycle.promoteConfirm') }}
          submit={how =>
            api.promoteWorkloads(application, environment.name, {
              ...{ from: from.name, workloads, ...how },
            })
          }
          onClose={() => setOpen(false)}
        >
          <Text>{t('lifecycle.promoteHelp', names)}</Text>
        </PlannedDialog>
      )}
    </>
  );
}

/** The nearest one below where it runs; of several of a kind the oldest that does not delete itself. */
function environmentBefore(
  { order }: Environment,
  environments: readonly Environment[],
  workload: string | undefined,
): Environment | undefined {
  const [nearest] = environments
    .filter(other => other.order < order && runs(other, workload))
    .sort(
      (left, right) =>
        right.order - left.order ||
        Number(left.expiresAt !== undefined) - Number(right.expiresAt !== undefined) ||
        left.createdAt.localeCompare(right.createdAt),
    );
  return nearest;
}

function runs({ workloads }: Environment, workload: string | undefined): boolean {
  return workload === undefined ? workloads.length > 0 : workloads.includes(workload);
}
