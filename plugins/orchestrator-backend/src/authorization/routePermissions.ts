import type { Permission } from '@backstage/plugin-permission-common';
import {
  applicationPermissions,
  definitionPermissions,
  environmentPermissions,
  ledgerPermissions,
  registryPermissions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { OperationId } from '../api/OperationTypes';

/**
 * The one table from operations of the REST API to permissions. The `Authorized*` decorators read it, and a test holds
 * it against the OpenAPI document: an operation that is not here does not exist.
 */
export const routePermissions = {
  listApplications: applicationPermissions.read,
  createApplication: applicationPermissions.create,
  getApplication: applicationPermissions.read,
  deleteApplication: applicationPermissions.delete,

  listEnvironments: environmentPermissions.read,
  createEnvironment: environmentPermissions.create,
  getEnvironment: environmentPermissions.read,
  changeEnvironment: environmentPermissions.update,
  deleteEnvironment: environmentPermissions.delete,
  pauseEnvironment: environmentPermissions.update,
  resumeEnvironment: environmentPermissions.unlock,
  // Beside them the permissions to read the one it is made from, and to deploy to the new one.
  cloneEnvironment: environmentPermissions.create,
  planClone: environmentPermissions.create,
  listWorkloadStatuses: environmentPermissions.read,

  // A plan shows what the environment is made of, so planning needs what deploying needs.
  submitDeployment: environmentPermissions.deploy,
  rollBack: environmentPermissions.deploy,
  // Beside it the permission to read where the workloads come from.
  promoteWorkloads: environmentPermissions.deploy,
  refreshEnvironment: environmentPermissions.deploy,
  // Releasing a hold needs what the rollback needed.
  releaseHolds: environmentPermissions.deploy,
  listDeployments: environmentPermissions.read,
  listDeploymentsUnderWay: environmentPermissions.read,
  getDeployment: environmentPermissions.read,
  getDeploymentPlan: environmentPermissions.read,
  listDeploymentNodes: environmentPermissions.read,
  readDeploymentLog: environmentPermissions['read-log'],
  // Cancelling needs what the submission needed.
  cancelDeployment: environmentPermissions.deploy,
  // As cancelling; of a deletion both need what that needed, and so they do of what destroys what was left behind.
  retryDeployment: environmentPermissions.deploy,
  decideDeployment: environmentPermissions.approve,

  listActiveResources: ledgerPermissions.read,
  getActiveResource: ledgerPermissions.read,
  resolveResource: ledgerPermissions.resolve,
  decideDestruction: ledgerPermissions.destroy,

  listDefinitions: definitionPermissions.read,
  getDefinition: definitionPermissions.read,
  listDefinitionVersions: definitionPermissions.read,
  // Rows of the ledger; the definition is decided beside it.
  listDefinitionUsage: ledgerPermissions.read,
  promoteVersions: definitionPermissions.promote,
  changeVersionStatus: definitionPermissions.promote,
  createDefinition: definitionPermissions.create,
  updateDefinition: definitionPermissions.update,
  deleteDefinition: definitionPermissions.delete,
  saveResourceType: registryPermissions.writeResourceTypes,
  deleteResourceType: registryPermissions.writeResourceTypes,
  saveEnvironmentType: registryPermissions.writeEnvironmentTypes,
  deleteEnvironmentType: registryPermissions.writeEnvironmentTypes,
  getDefinitionManifest: definitionPermissions.read,
  getDefinitionVersionManifest: definitionPermissions.read,
  getResourceTypeManifest: registryPermissions.readResourceTypes,
  getEnvironmentTypeManifest: registryPermissions.readEnvironmentTypes,
  listDefinitionTests: registryPermissions.explain,
  getDefinitionTestManifest: registryPermissions.explain,
  // A test keeps back changes to the definition that it expects.
  saveDefinitionTest: definitionPermissions.update,
  deleteDefinitionTest: definitionPermissions.update,
  // It explains, for made-up contexts.
  runDefinitionTests: registryPermissions.explain,
  listRollouts: definitionPermissions.read,
  getRollout: definitionPermissions.read,
  listRolloutEnvironments: definitionPermissions.read,
  startRollout: definitionPermissions.rollout,
  pauseRollout: definitionPermissions.rollout,
  resumeRollout: definitionPermissions.rollout,
  stopRollout: definitionPermissions.rollout,
  askImpact: registryPermissions.impact,
  getImpact: registryPermissions.impact,
  listPins: registryPermissions.readPins,
  setPin: registryPermissions.writePins,
  deletePin: registryPermissions.writePins,
  // Beside them sight of the application that a webhook is restricted to.
  listWebhooks: registryPermissions.readWebhooks,
  getWebhook: registryPermissions.readWebhooks,
  listDeliveries: registryPermissions.readWebhooks,
  createWebhook: registryPermissions.writeWebhooks,
  updateWebhook: registryPermissions.writeWebhooks,
  deleteWebhook: registryPermissions.writeWebhooks,
  pingWebhook: registryPermissions.writeWebhooks,
  redeliver: registryPermissions.writeWebhooks,
  listOutboxFailures: registryPermissions.readOutbox,
  retryOutboxMessage: registryPermissions.writeOutbox,
  listResourceTypes: registryPermissions.readResourceTypes,
  listEnvironmentTypes: registryPermissions.readEnvironmentTypes,
  // Drivers are known by the types that they can make.
  listDrivers: registryPermissions.readResourceTypes,
  listManifestSources: registryPermissions.readSources,
  explainMatch: registryPermissions.explain,

  // A Score file asks for resource types: who may know them may check a file against nothing but itself.
  validateScore: registryPermissions.readResourceTypes,
  // Beside the catalog's own permission to read the Component.
  getComponentScoreFile: applicationPermissions.read,
} satisfies Record<OperationId, Permission>;
