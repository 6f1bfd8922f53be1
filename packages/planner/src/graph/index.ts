export { AFTER_ANNOTATION } from './connectGraph';
export { MOVED_FROM_ANNOTATION } from './moves';
export { PROFILE_ANNOTATION } from './scoreRequests';
export { resolveNode, type NodeFacts, type ResolvedNode } from './resolveNode';
export { resolveOutputs } from './resolveOutputs';
export { SERVICE_NAME_ANNOTATION, serviceOf } from './services';
export { wasApplied } from './LedgerView';
