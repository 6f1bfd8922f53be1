import { appendPointer } from '@tutti/score';

/**
 * Wraps a value such that it notes which properties are read. The validators of `kubernetes-models` read every
 * property that their schema knows and ignore the rest, as OpenAPI has it; what they have not read is what an API
 * server would refuse as an unknown field.
 *
 * @returns the value to hand over, and a function that lists JSON pointers to the properties that nobody has read.
 */
export function recordReads<T extends object>(value: T): { recorded: T; unread: () => string[] } {
  const notes: { pointer: string; object: object; read: Set<string> }[] = [];
  const record = (object: object, pointer: string): object => {
    const read = new Set<string>();
    const inner = new Map<string, object>();
    notes.push({ pointer, object, read });
    return new Proxy(object, {
      get(target, key) {
        const found = Reflect.get(target, key);
        if (typeof key !== 'string') {
          return found;
        }
        read.add(key);
        if (typeof found !== 'object' || found === null) {
          return found;
        }
        const wrapped = inner.get(key) ?? record(found, appendPointer(pointer, key));
        inner.set(key, wrapped);
        return wrapped;
      },
    });
  };
  return {
    recorded: record(value, '') as T,
    unread: () =>
      notes.flatMap(({ pointer, object, read }) =>
        Object.keys(object)
          .filter(key => !read.has(key))
          .map(key => appendPointer(pointer, key)),
      ),
  };
}
