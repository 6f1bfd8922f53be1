import type { ApplicationsApi } from './apis/ApplicationsApi';
import type { DefinitionsApi } from './apis/DefinitionsApi';
import type { DefinitionTestsApi } from './apis/DefinitionTestsApi';
import type { DeploymentsApi } from './apis/DeploymentsApi';
import type { LifecycleApi } from './apis/LifecycleApi';
import type { RegistryApi } from './apis/RegistryApi';
import type { ResourcesApi } from './apis/ResourcesApi';
import type { RolloutsApi } from './apis/RolloutsApi';
import type { ScoreApi } from './apis/ScoreApi';
import type { WebhooksApi } from './apis/WebhooksApi';

/** The REST API of the platform orchestrator. All methods throw `ResponseError` for answers that are not a success. */
export interface PlatformOrchestratorApi
  extends
    ApplicationsApi,
    DeploymentsApi,
    LifecycleApi,
    ResourcesApi,
    DefinitionsApi,
    DefinitionTestsApi,
    RegistryApi,
    RolloutsApi,
    ScoreApi,
    WebhooksApi {}
