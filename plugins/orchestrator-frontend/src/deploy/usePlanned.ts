import { useApi } from '@backstage/frontend-plugin-api';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Deployment,
  DeploymentOptions,
  PlanView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useCallback, useRef, useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';

const POLL_MILLISECONDS = 500;

/** Submits one and the same thing: with `planOnly` the plan of it. */
export type Submit = (how: DeploymentOptions) => Promise<Deployment>;

/** Where a deployment that is being prepared stands. */
export interface PlannedState {
  /** What is under way, if anything. */
  busy?: 'planning' | 'submitting';
  plan?: PlanView;
  /** What the plan is for: exactly this is submitted. */
  planned?: Submit;
  /** What passed though nobody could be sure of it. */
  warnings?: string[];
  /** The plan-only deployment, when it ended without a plan that can be carried out. */
  failure?: string;
  error?: Error;
}

/** Plans a deployment and, once its plan has been seen, submits exactly what was planned. */
export function usePlanned() {
  const api = useApi(platformOrchestratorApiRef);
  const [state, setState] = useState<PlannedState>({});
  const round = useRef(0);

  const reset = useCallback(() => {
    round.current += 1;
    setState({});
  }, []);

  const plan = useCallback(
    async (planned: Submit) => {
      round.current += 1;
      const mine = round.current;
      const set = (next: PlannedState) => mine === round.current && setState(next);
      set({ busy: 'planning' });
      try {
        let deployment = await planned({ planOnly: true });
        while (!isFinal(deployment.status) && mine === round.current) {
          await new Promise(resolve => setTimeout(resolve, POLL_MILLISECONDS));
          deployment = await api.getDeployment(deployment.uid);
        }
        const found = deployment.planHash ? await api.getPlan(deployment.uid) : undefined;
        set({
          planned,
          plan: found,
          warnings: deployment.warnings,
          failure: deployment.status === 'planned' ? undefined : deployment.error,
        });
      } catch (error) {
        set({ error: error instanceof Error ? error : new Error(String(error)) });
      }
    },
    [api],
  );

  const submit = useCallback(
    async (how: DeploymentOptions): Promise<Deployment | undefined> => {
      if (!state.planned) {
        return undefined;
      }
      setState(before => ({ ...before, busy: 'submitting', error: undefined }));
      try {
        const deployment = await state.planned(how);
        setState(before => ({ ...before, busy: undefined }));
        return deployment;
      } catch (error) {
        setState(before => ({
          ...before,
          busy: undefined,
          error: error instanceof Error ? error : new Error(String(error)),
        }));
        return undefined;
      }
    },
    [state],
  );

  return { state, plan, submit, reset };
}
