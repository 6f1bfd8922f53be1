/**
 * Drivers that render workloads and resources as Kubernetes objects.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModuleKubernetes as default } from './module';
