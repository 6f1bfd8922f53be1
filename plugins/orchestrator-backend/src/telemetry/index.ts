export { afterCommit } from './afterCommit';
export { continueRequestTrace } from './continueRequestTrace';
export { deploymentEnded } from './deploymentEnded';
export { MeasuredDriverInvoker } from './MeasuredDriverInvoker';
export { measureNode } from './measureNode';
export { measurePhase } from './measurePhase';
export { observeDatabase } from './observeDatabase';
export { Telemetry } from './Telemetry';
