/**
 * The Score specification: read, upgrade, validate and address workload files.
 *
 * @packageDocumentation
 */

export {};
