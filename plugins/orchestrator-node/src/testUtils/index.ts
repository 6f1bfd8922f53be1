/**
 * For tests of drivers: the conformance kit that every driver runs, a driver context in memory, and a real PostgreSQL.
 *
 * @packageDocumentation
 */
export * from './createDriverContext';
export * from './startTestPostgres';
export * from './TestGeneratedValues';
export * from './conformance/describeDriverConformance';
export * from './conformance/DriverConformanceOptions';
