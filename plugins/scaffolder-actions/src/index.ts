/**
 * Actions that software templates use to deploy.
 *
 * @packageDocumentation
 */

export { scaffolderModulePlatformOrchestrator as default } from './module';
