export { endsWithin } from './endsWithin';
export { Readiness } from './Readiness';
export { readinessHealthServiceFactory } from './readinessHealthServiceFactory';
