/**
 * Turns a Score workload and its outputs into Kubernetes objects.
 *
 * @packageDocumentation
 */

export {};
