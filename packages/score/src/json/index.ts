export type { JsonObject, JsonValue } from './JsonValue';
export { copyJson } from './copyJson';
export { compareText } from './compareText';
export { isJsonObject } from './isJsonObject';
export { appendPointer, splitPointer } from './jsonPointer';
export { mapValues } from './mapValues';
export { readProperty } from './readProperty';
export { sortedEntries } from './sortedEntries';
