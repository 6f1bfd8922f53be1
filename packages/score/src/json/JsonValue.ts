/** Any value that JSON can hold. @public */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object; keys are never inherited, read them with {@link readProperty}. @public */
export interface JsonObject {
  [key: string]: JsonValue;
}
