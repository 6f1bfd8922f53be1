import type { AuthorizedClones } from '../authorization/AuthorizedClones';
import type { AuthorizedDefinitionTests } from '../authorization/AuthorizedDefinitionTests';
import type { AuthorizedDeployments } from '../authorization/AuthorizedDeployments';
import type { AuthorizedEnvironments } from '../authorization/AuthorizedEnvironments';
import type { AuthorizedGates } from '../authorization/AuthorizedGates';
import type { AuthorizedImpacts } from '../authorization/AuthorizedImpacts';
import type { AuthorizedLedger } from '../authorization/AuthorizedLedger';
import type { AuthorizedManifests } from '../authorization/AuthorizedManifests';
import type { AuthorizedManifestTexts } from '../authorization/AuthorizedManifestTexts';
import type { AuthorizedPins } from '../authorization/AuthorizedPins';
import type { AuthorizedRegistry } from '../authorization/AuthorizedRegistry';
import type { AuthorizedRollouts } from '../authorization/AuthorizedRollouts';
import type { AuthorizedVersions } from '../authorization/AuthorizedVersions';
import type { AuthorizedOutbox } from '../authorization/AuthorizedOutbox';
import type { AuthorizedWebhooks } from '../authorization/AuthorizedWebhooks';
import type { ComponentScoreFiles } from './score/ComponentScoreFiles';

/** What routes and actions call; all of it decides about the caller by itself. */
export interface ApiServices {
  environments: AuthorizedEnvironments;
  deployments: AuthorizedDeployments;
  clones: AuthorizedClones;
  gates: AuthorizedGates;
  ledger: AuthorizedLedger;
  registry: AuthorizedRegistry;
  manifests: AuthorizedManifests;
  manifestTexts: AuthorizedManifestTexts;
  definitionTests: AuthorizedDefinitionTests;
  versions: AuthorizedVersions;
  rollouts: AuthorizedRollouts;
  pins: AuthorizedPins;
  webhooks: AuthorizedWebhooks;
  outbox: AuthorizedOutbox;
  impacts: AuthorizedImpacts;
  scoreFiles: ComponentScoreFiles;
}
