import { useApi } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { definitionPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { DefinitionEditor } from '../manifest/DefinitionEditor';
import { ManifestEditor } from '../manifest/ManifestEditor';
import type { DefinitionTabProps } from './DefinitionPage';

/** The YAML of a definition: to be changed where people wrote it here, to be read where a source declares it. */
export function ManifestTab({ definition, onChange }: DefinitionTabProps) {
  const { name } = definition;
  const api = useApi(platformOrchestratorApiRef);
  const live = useLive(
    `manifest/${name}`,
    async signal => {
      const [manifest, versions] = await Promise.all([
        api.getDefinitionManifest(name, {}, { signal }),
        api.listDefinitionVersions(name, { signal }),
      ]);
      return { manifest, newest: versions.items[0]?.version };
    },
    { interval: 10_000 },
  );
  return (
    <LiveView live={live} errorTitle="The manifest cannot be shown">
      {({ manifest, newest }) =>
        manifest.readOnly ? (
          <>
            <Alert
              status="info"
              icon
              title={`It comes from the source ${manifest.source?.name ?? 'of another version'} and is read-only here.`}
              description={
                manifest.source &&
                `Change it in ${manifest.source.file}. ${manifest.form === 'canonical' ? 'This is what it says, without its comments.' : ''}`
              }
            />
            <ManifestEditor
              label={`Manifest of ${name}`}
              kind="ResourceDefinition"
              text={manifest.manifest}
              problems={[]}
            />
          </>
        ) : (
          <>
            {newest !== definition.version && (
              <Alert
                status="info"
                icon
                title={`This is the text that was saved last. The default is version ${definition.version}, and the newest ${newest}.`}
                description="The tab “Versions” shows and promotes each of them."
              />
            )}
            <DefinitionEditor
              name={name}
              initial={manifest.manifest}
              permission={definitionPermissions.update}
              resourceRef={name}
              action={`change ${name}`}
              onSave={async (text, confirmImpact) => {
                await api.updateDefinition(name, text, { confirmImpact });
                live.refresh();
                onChange();
              }}
            />
          </>
        )
      }
    </LiveView>
  );
}
