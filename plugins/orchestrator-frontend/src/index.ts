/**
 * Entity tabs, pages, cards and scaffolder fields of the platform orchestrator.
 *
 * @packageDocumentation
 */

export { platformOrchestratorPlugin as default } from './plugin';
