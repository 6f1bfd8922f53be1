export { applyImages, containersWithoutImage } from './applyImages';
export { applyOverrides, type OverriddenDocument } from './applyOverrides';
export { mergeOverrides } from './mergeOverrides';
export { OverrideError } from './OverrideError';
export { parseDotPath } from './parseDotPath';
export { parseOverrideProperty } from './parseOverrideProperty';
export { writeOverridePath } from './writeOverridePath';
