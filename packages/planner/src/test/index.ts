export type { DefinitionTestFailure, DefinitionTestResult } from './DefinitionTestResult';
export { runDefinitionTests } from './runDefinitionTests';
