import { useApi } from '@backstage/frontend-plugin-api';
import { Select, Text } from '@backstage/ui';
import type {
  DefinitionVersionView,
  EnvironmentTypeView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import lists from '../../lists/lists.module.css';
import { ChangeDialog } from '../impact/ChangeDialog';
import { defaultWaves, wavesOf } from './wavesOf';

const LEFT_OUT = 'left out';

/** Starts a rollout: which environment types come in which wave, and what the version would do there. */
export function StartRolloutDialog(props: {
  definition: string;
  version: DefinitionVersionView;
  environmentTypes: EnvironmentTypeView[];
  onStarted: () => void;
  onClose: () => void;
}) {
  const { definition, version, environmentTypes, onStarted, onClose } = props;
  const api = useApi(platformOrchestratorApiRef);
  const [waveOfType, setWaveOfType] = useState(() => defaultWaves(environmentTypes));
  const numbers = environmentTypes.map((_, index) => String(index + 1));
  const waves = wavesOf(waveOfType);
  return (
    <ChangeDialog
      title={`Roll version ${version.version} of ${definition} out?`}
      confirmLabel="Start the rollout"
      change={{ rollout: { definition, version: version.version } }}
      asksReason
      onConfirm={async confirmed => {
        await api.startRollout(definition, { version: version.version, waves, ...confirmed });
        onStarted();
      }}
      onClose={onClose}
    >
      <Text>
        What exists is brought to the version wave by wave; a failure pauses the rollout. When the
        last wave has arrived, the version becomes the default.
      </Text>
      <div className={lists.bar} role="group" aria-label="Waves">
        {Object.entries(waveOfType).map(([type, wave]) => (
          <Select
            key={type}
            label={type}
            options={[
              ...numbers.map(number => ({ value: number, label: `Wave ${number}` })),
              { value: LEFT_OUT, label: 'Left out' },
            ]}
            value={wave === undefined ? LEFT_OUT : String(wave)}
            onChange={key =>
              setWaveOfType(before => ({
                ...before,
                [type]: key === LEFT_OUT ? undefined : Number(key),
              }))
            }
          />
        ))}
      </div>
    </ChangeDialog>
  );
}
