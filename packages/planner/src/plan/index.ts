export { applyDelta } from './applyDelta';
export { inputProblems } from './inputProblems';
export { plan } from './plan';
export { planHasErrors } from './planHasErrors';
export { requestHash } from './requestHash';
export { resourceName } from './resourceName';
export { setHash } from './setHash';
export { identityChange } from './identityChange';
