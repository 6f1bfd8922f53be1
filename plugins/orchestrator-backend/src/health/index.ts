export { Readiness } from './Readiness';
export { readinessHealthServiceFactory } from './readinessHealthServiceFactory';
