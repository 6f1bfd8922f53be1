import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import type {
  Environment,
  OnBusy,
  SubmitDeploymentRequest,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { PlanTable, planIsRefused } from '../plan/PlanTable';
import { usePaths } from '../routing/usePaths';
import { ErrorAlert } from '../status/ErrorAlert';
import { platformOrchestratorTranslationRef } from '../translation';
import { imagesOf } from './DeployableComponent';
import type { DeployableComponent } from './DeployableComponent';
import { ScoreFilePreview } from './ScoreFilePreview';
import { usePlanned } from './usePlanned';

const ON_BUSY: readonly OnBusy[] = ['queue', 'refuse', 'supersede'];

/** Props of {@link DeployDialog}. */
export interface DeployDialogProps {
  application: string;
  environment: Environment;
  /** What can be chosen; all of it is chosen at first. */
  components: DeployableComponent[];
  onClose: () => void;
  /** Called once a deployment has been submitted. */
  onDeployed: () => void;
}

/**
 * Deploys the Score files of components to an environment: choose, look at the plan, and only then deploy exactly
 * what was planned.
 */
export function DeployDialog(props: DeployDialogProps) {
  const { application, environment, components, onClose, onDeployed } = props;
  const api = useApi(platformOrchestratorApiRef);
  const navigate = useNavigate();
  const paths = usePaths();
  const [chosen, setChosen] = useState(() => new Set(components.map(({ entityRef }) => entityRef)));
  const [images, setImages] = useState<Record<string, string>>({});
  const [comment, setComment] = useState('');
  const [onBusy, setOnBusy] = useState<OnBusy>('queue');
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const { state, plan, submit, reset } = usePlanned();

  const single = components.length === 1 ? components[0] : undefined;
  const scoreFile = useAsync(
    async () => (single ? api.getComponentScoreFile(single.entityRef) : undefined),
    [api, single?.entityRef],
  );
  const fileImages = imagesOf(scoreFile.value?.content ?? '');

  const change = (action: () => void) => {
    action();
    reset();
  };
  const request = (): SubmitDeploymentRequest => ({
    scoreFiles: components
      .filter(({ entityRef }) => chosen.has(entityRef))
      .map(({ entityRef }) => {
        const overrides = Object.entries(images).filter(([, image]) => image.trim() !== '');
        return {
          component: entityRef,
          ...(overrides.length > 0 ? { images: Object.fromEntries(overrides) } : {}),
        };
      }),
    ...(comment ? { comment } : {}),
  });
  const deploy = async () => {
    const deployment = await submit({ onBusy });
    if (deployment) {
      onDeployed();
      onClose();
      const path = paths.deployment(deployment.uid);
      if (path) {
        navigate(path);
      }
    }
  };
  const refused = state.plan ? planIsRefused(state.plan) : true;

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={960}>
      <DialogHeader>
        Deploy {single ? single.workload : application} to {environment.name}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!single && (
            <Flex direction="column" gap="1" role="group" aria-label="Workloads to deploy">
              {components.map(({ entityRef, workload }) => (
                <Checkbox
                  key={entityRef}
                  isSelected={chosen.has(entityRef)}
                  onChange={selected =>
                    change(() =>
                      setChosen(before => {
                        const next = new Set(before);
                        if (selected) {
                          next.add(entityRef);
                        } else {
                          next.delete(entityRef);
                        }
                        return next;
                      }),
                    )
                  }
                >
                  {workload}
                </Checkbox>
              ))}
            </Flex>
          )}
          {scoreFile.error && (
            <ErrorAlert title="The Score file cannot be read" error={scoreFile.error} />
          )}
          {single &&
            Object.entries(fileImages).map(([container, image]) => (
              <TextField
                key={container}
                label={`Image of ${container}`}
                placeholder={image}
                description={`The Score file says ${image}.`}
                value={images[container] ?? ''}
                onChange={value =>
                  change(() => setImages(before => ({ ...before, [container]: value })))
                }
              />
            ))}
          <TextField
            label="Comment"
            value={comment}
            onChange={value => change(() => setComment(value))}
          />
          <Select
            label={t('onBusy.label')}
            options={ON_BUSY.map(value => ({ value, label: t(`onBusy.${value}`) }))}
            value={onBusy}
            onChange={key => setOnBusy(ON_BUSY.find(value => value === key) ?? 'queue')}
          />
          {scoreFile.value && <ScoreFilePreview {...scoreFile.value} />}
          {state.busy === 'planning' && <Alert status="info" isPending title="Making the plan…" />}
          {state.error && <ErrorAlert title="That was refused" error={state.error} />}
          {state.failure && (
            <Alert status="danger" icon title="The plan failed" description={state.failure} />
          )}
          {state.plan && (
            <>
              <Text as="h3" variant="title-x-small">
                What will happen
              </Text>
              <PlanTable plan={state.plan} />
            </>
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="tertiary" onPress={onClose}>
          Close
        </Button>
        <Button
          variant={state.plan ? 'secondary' : 'primary'}
          isDisabled={Boolean(state.busy) || chosen.size === 0}
          onPress={() => {
            const planned = request();
            plan(how =>
              api.submitDeployment(application, environment.name, { ...planned, ...how }),
            );
          }}
        >
          {state.plan ? 'Plan again' : 'Show plan'}
        </Button>
        <Button
          isDisabled={refused || Boolean(state.busy) || Boolean(state.failure)}
          isPending={state.busy === 'submitting'}
          onPress={deploy}
        >
          Deploy
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
