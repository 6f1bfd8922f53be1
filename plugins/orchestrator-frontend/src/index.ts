/**
 * Entity tabs, pages, cards and scaffolder fields of the platform orchestrator.
 *
 * @packageDocumentation
 */

export { platformOrchestratorTranslationRef } from './translation';
export { platformOrchestratorPlugin as default } from './plugin';
