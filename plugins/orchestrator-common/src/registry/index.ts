export * from './apiFileName';
export * from './versionTransitions';
