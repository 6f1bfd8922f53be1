import { ResponseError } from '@backstage/errors';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ManifestText } from '../files/splitManifests';
import type { ConfirmOptions } from './confirmOption';

/** What the server has of a manifest once it is saved. */
export interface SavedManifest {
  kind: ManifestText['kind'];
  name: string;
  /** Of a definition. */
  version?: number;
  /** Of a definition. */
  status?: string;
}

/** Saves one manifest, new or not, by the route of its kind. @throws ResponseError as the server refuses. */
export async function saveManifest(
  client: PlatformOrchestratorApi,
  { kind, name, text }: ManifestText,
  confirm: ConfirmOptions,
): Promise<SavedManifest> {
  switch (kind) {
    case 'ResourceType':
      return { kind, ...(await client.saveResourceType(name, text, confirm)) };
    case 'EnvironmentType':
      return { kind, ...(await client.saveEnvironmentType(name, text, confirm)) };
    case 'ResourceDefinition':
      return { kind, ...(await saveDefinition(client, name, text, confirm)) };
    case 'DefinitionTest':
      await client.saveDefinitionTest(name, text);
      return { kind, name };
    default:
      throw new Error(`There is no manifest of kind "${kind satisfies never}".`);
  }
}

async function saveDefinition(
  client: PlatformOrchestratorApi,
  name: string,
  text: string,
  confirm: ConfirmOptions,
) {
  try {
    return await client.updateDefinition(name, text, confirm);
  } catch (error) {
    if (error instanceof ResponseError && error.response.status === 404) {
      return client.createDefinition(text, confirm);
    }
    throw error;
  }
}
