/**
 * What the platform orchestrator's backend, frontend and modules share: API types, permissions, constants, client.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './client';
export * from './constants';
export * from './permissions';
export * from './permissionOfSubmission';
export * from './registry';
