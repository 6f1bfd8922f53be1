/**
 * Registry, environments, deployments, execution and REST API of the platform orchestrator.
 *
 * @packageDocumentation
 */

export { platformOrchestratorPlugin as default } from './plugin';
export { readinessHealthServiceFactory } from './health';
export {
  applicationConditions,
  createApplicationConditionalDecision,
} from './authorization/rules/applicationRules';
export {
  createEnvironmentConditionalDecision,
  environmentConditions,
} from './authorization/rules/environmentRules';
export {
  createDefinitionConditionalDecision,
  definitionConditions,
} from './authorization/rules/definitionRules';
