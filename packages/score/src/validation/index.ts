export { checkWorkload } from './checkWorkload';
export { createSchemaValidator } from './createSchemaValidator';
export { validateScore } from './validateScore';
