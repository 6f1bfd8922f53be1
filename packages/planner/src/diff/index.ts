export * from './applyDifferences';
export * from './differences';
export * from './isAllowedUnder';
