export { findingBeyond } from './findingBeyond';
export { findingSentence } from './findingSentence';
export { policySubject } from './policySubject';
export { readCelPolicies } from './cel/readCelPolicies';
export { reviewPlan } from './reviewPlan';
