export type { Finding } from './Finding';
export type { Problem, Severity } from './Problem';
export { compareProblems } from './compareProblems';
export { didYouMean } from './didYouMean';
export { formatProblem } from './formatProblem';
export { hasErrors } from './hasErrors';
export { limitProblems } from './limitProblems';
export { quote } from './quote';
