import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  HttpRouterService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService, TracingService } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DriverDescriptor } from '@tutti/planner';
import { Authorization } from '../authorization/Authorization';
import { AuthorizedClones } from '../authorization/AuthorizedClones';
import { AuthorizedDefinitionTests } from '../authorization/AuthorizedDefinitionTests';
import { AuthorizedDeployments } from '../authorization/AuthorizedDeployments';
import { AuthorizedEnvironments } from '../authorization/AuthorizedEnvironments';
import { AuthorizedGates } from '../authorization/AuthorizedGates';
import { AuthorizedImpacts } from '../authorization/AuthorizedImpacts';
import { AuthorizedLedger } from '../authorization/AuthorizedLedger';
import { AuthorizedManifests } from '../authorization/AuthorizedManifests';
import { AuthorizedManifestTexts } from '../authorization/AuthorizedManifestTexts';
import { AuthorizedOutbox } from '../authorization/AuthorizedOutbox';
import { AuthorizedPins } from '../authorization/AuthorizedPins';
import { AuthorizedRegistry } from '../authorization/AuthorizedRegistry';
import { AuthorizedRollouts } from '../authorization/AuthorizedRollouts';
import { AuthorizedVersions } from '../authorization/AuthorizedVersions';
import { AuthorizedWebhooks } from '../authorization/AuthorizedWebhooks';
import { EnvironmentAccess } from '../authorization/EnvironmentAccess';
import { ImpactAccess } from '../authorization/ImpactAccess';
import { ServiceGrants } from '../authorization/ServiceGrants';
import { registerPermissions } from '../authorization/registerPermissions';
import type { Deployments } from '../deployments/Deployments';
import type { Gates } from '../deployments/gates/Gates';
import type { ClonePlans } from '../deployments/lifecycle/ClonePlans';
import type { CatalogSystems } from '../environments/CatalogSystems';
import type { Environments } from '../environments/Environments';
import type { OutboxFailures } from '../execution/outbox/OutboxFailures';
import type { Ledger } from '../ledger/Ledger';
import type { Registry } from '../registry/Registry';
import type { Impacts } from '../registry/impact/Impacts';
import type { Manifests } from '../registry/manifests/Manifests';
import type { ManifestTexts } from '../registry/manifests/ManifestTexts';
import type { Pins } from '../registry/pins/Pins';
import type { Rollouts } from '../registry/rollouts/Rollouts';
import type { DefinitionTests } from '../registry/tests/DefinitionTests';
import type { DefinitionVersions } from '../registry/versions/DefinitionVersions';
import { continueRequestTrace } from '../telemetry/continueRequestTrace';
import type { Webhooks } from '../webhooks';
import type { ApiServices } from './ApiServices';
import { registerActions } from './actions/registerActions';
import { createApiRouter } from './createApiRouter';
import { ComponentScoreFiles } from './score/ComponentScoreFiles';
import { LocalScoreFolders } from './score/LocalScoreFolders';

/** The rooms that the API opens to callers; none of them decides about the caller. */
export interface Rooms {
  environments: Environments;
  systems: CatalogSystems;
  registry: Registry;
  manifests: Manifests;
  texts: ManifestTexts;
  versions: DefinitionVersions;
  tests: DefinitionTests;
  rollouts: Rollouts;
  pins: Pins;
  webhooks: Webhooks;
  outbox: OutboxFailures;
  impacts: Impacts;
  deployments: Deployments;
  clonePlans: Pick<ClonePlans, 'plan'>;
  gates: Gates;
  ledger: Ledger;
  drivers: () => DriverDescriptor[];
}

/** Backstage's services that the API needs. */
export interface ApiDependencies {
  config: RootConfigService;
  auth: AuthService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  auditor: AuditorService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  actionsRegistry: ActionsRegistryService;
  catalog: CatalogService;
  urlReader: UrlReaderService;
  /** Absent: traces of requests are not continued. */
  tracing?: TracingService;
}

/** Options of {@link startApi}. */
export interface StartApiOptions {
  rooms: Rooms;
  dependencies: ApiDependencies;
  /** Also checks answers against the OpenAPI document; for tests. Default false. */
  validateResponses?: boolean;
}

/** Puts the decisions around the rooms, and serves them as REST API and as actions. */
export function startApi(options: StartApiOptions): void {
  const { rooms, dependencies, validateResponses } = options;
  const { auditor, auth, httpAuth, httpRouter, actionsRegistry } = dependencies;
  registerPermissions(dependencies.permissionsRegistry, rooms);
  const services = createApiServices(rooms, dependencies);
  if (dependencies.tracing) {
    httpRouter.use(continueRequestTrace(dependencies.tracing));
  }
  httpRouter.use(createApiRouter({ services, auth, httpAuth, auditor, validateResponses }));
  registerActions({ actionsRegistry, services, auth, auditor });
}

function createApiServices(rooms: Rooms, dependencies: ApiDependencies): ApiServices {
  const { config, permissions, catalog, urlReader } = dependencies;
  const grants = ServiceGrants.fromConfig(config);
  const authorization = Authorization.create({ permissions, services: grants });
  const access = EnvironmentAccess.create({ ...rooms, authorization });
  const impactAccess = ImpactAccess.create({ ...rooms, authorization });
  const environments = AuthorizedEnvironments.create({ ...rooms, authorization, access });
  const registry = AuthorizedRegistry.create({ ...rooms, authorization });
  const versions = AuthorizedVersions.create({ ...rooms, impactAccess, authorization });
  return {
    environments,
    deployments: AuthorizedDeployments.create({ ...rooms, access, services: grants }),
    clones: AuthorizedClones.create({ ...rooms, access, services: grants }),
    gates: AuthorizedGates.create({ ...rooms, access }),
    ledger: AuthorizedLedger.create({ ...rooms, access, services: grants }),
    registry,
    versions,
    manifests: AuthorizedManifests.create({ ...rooms, impactAccess, authorization }),
    manifestTexts: AuthorizedManifestTexts.create({ ...rooms, registry, versions, authorization }),
    definitionTests: AuthorizedDefinitionTests.create({ ...rooms, impactAccess, authorization }),
    impacts: AuthorizedImpacts.create({ ...rooms, impactAccess, authorization }),
    rollouts: AuthorizedRollouts.create({
      ...{ ...rooms, visible: versions, impactAccess, authorization },
    }),
    pins: AuthorizedPins.create({ ...rooms, visible: environments, authorization }),
    webhooks: AuthorizedWebhooks.create({ ...rooms, visible: environments, authorization }),
    outbox: AuthorizedOutbox.create({ ...rooms, authorization }),
    scoreFiles: ComponentScoreFiles.create({
      catalog,
      urlReader,
      integrations: ScmIntegrations.fromConfig(config),
      localFolders: LocalScoreFolders.fromConfig(config),
    }),
  };
}
