export * from './alternatives';
export * from './escapeTexts';
export * from './isOpenSchema';
export * from './schemaFlags';
export * from './validateValue';
export * from './valueAt';
export * from './withDefaults';
