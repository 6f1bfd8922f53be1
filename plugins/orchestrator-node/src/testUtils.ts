/**
 * The conformance kit that every driver runs.
 *
 * @packageDocumentation
 */

export {};
