import { useApi } from '@backstage/frontend-plugin-api';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Deployment,
  PlanView,
  SubmitDeploymentRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useCallback, useRef, useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';

const POLL_MILLISECONDS = 500;

/** Where a deployment that is being prepared stands. */
export interface DeployState {
  /** What is under way, if anything. */
  busy?: 'planning' | 'submitting';
  plan?: PlanView;
  /** The request that the plan is for: exactly this is deployed. */
  plannedRequest?: SubmitDeploymentRequest;
  /** The plan-only deployment, when it ended without a plan that can be carried out. */
  failure?: string;
  error?: Error;
}

/** Plans a deployment and, once its plan has been seen, submits exactly what was planned. */
export function useDeploy(application: string, environment: string) {
  const api = useApi(platformOrchestratorApiRef);
  const [state, setState] = useState<DeployState>({});
  const round = useRef(0);

  const reset = useCallback(() => {
    round.current += 1;
    setState({});
  }, []);

  const plan = useCallback(
    async (request: SubmitDeploymentRequest) => {
      round.current += 1;
      const mine = round.current;
      const set = (next: DeployState) => mine === round.current && setState(next);
      set({ busy: 'planning' });
      try {
        let deployment = await api.submitDeployment(application, environment, {
          ...request,
          planOnly: true,
        });
        while (!isFinal(deployment.status) && mine === round.current) {
          await new Promise(resolve => setTimeout(resolve, POLL_MILLISECONDS));
          deployment = await api.getDeployment(deployment.uid);
        }
        const found = deployment.planHash ? await api.getPlan(deployment.uid) : undefined;
        set({
          plan: found,
          plannedRequest: request,
          failure: deployment.status === 'planned' ? undefined : deployment.error,
        });
      } catch (error) {
        set({ error: error instanceof Error ? error : new Error(String(error)) });
      }
    },
    [api, application, environment],
  );

  const submit = useCallback(
    async (how: Pick<SubmitDeploymentRequest, 'onBusy'>): Promise<Deployment | undefined> => {
      const { plannedRequest } = state;
      if (!plannedRequest) {
        return undefined;
      }
      setState(before => ({ ...before, busy: 'submitting', error: undefined }));
      try {
        const deployment = await api.submitDeployment(application, environment, {
          ...plannedRequest,
          ...how,
        });
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
    [api, application, environment, state],
  );

  return { state, plan, submit, reset };
}
