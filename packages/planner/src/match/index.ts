export { criterionText } from './criterionText';
export { matchDefinition, type MatchOptions } from './matchDefinition';
export type { MatchRequest } from './MatchRequest';
