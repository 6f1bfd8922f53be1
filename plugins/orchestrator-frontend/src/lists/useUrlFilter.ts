import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The query parameter that says where a list goes on. */
export const AFTER = 'after';

/** A filter that the URL holds, so that a list can be bookmarked and sent to others. */
export interface UrlFilter<TName extends string> {
  /** Only what is set. */
  values: Partial<Record<TName, string>>;
  isSet: boolean;
  /** Sets parts, or takes them out with `undefined`; the list begins anew. */
  set(changes: Partial<Record<TName, string | undefined>>): void;
  clear(): void;
}

/** Reads and changes the parts of a filter in the URL. */
export function useUrlFilter<TName extends string>(names: readonly TName[]): UrlFilter<TName> {
  const [parameters, setParameters] = useSearchParams();
  const values: Partial<Record<TName, string>> = {};
  for (const name of names) {
    const value = parameters.get(name);
    if (value) {
      values[name] = value;
    }
  }
  const set = useCallback(
    (changes: Partial<Record<TName, string | undefined>>) =>
      setParameters(
        before => {
          const after = new URLSearchParams(before);
          after.delete(AFTER);
          for (const [name, value] of Object.entries<string | undefined>(changes)) {
            if (value) {
              after.set(name, value);
            } else {
              after.delete(name);
            }
          }
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return {
    values,
    isSet: Object.keys(values).length > 0,
    set,
    clear: () => set(Object.fromEntries(names.map(name => [name, undefined])) as typeof values),
  };
}
