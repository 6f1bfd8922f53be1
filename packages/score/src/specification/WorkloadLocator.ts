import type { Finding } from '../problems/Finding';
import type { Problem } from '../problems/Problem';
import type { LocatedDocument, Location } from '../yaml/LocatedDocument';

/**
 * Knows where the values of a workload were written after overrides have replaced some of them and
 * upgrades have moved others.
 */
export class WorkloadLocator {
  readonly #document: LocatedDocument;
  readonly #moved: ReadonlyMap<string, string>;
  readonly #overridden: readonly string[];

  constructor(
    document: LocatedDocument,
    changes: {
      /** New JSON pointers and their old ones. */
      moved: ReadonlyMap<string, string>;
      /** JSON pointers of what does not come from the document. */
      overridden: readonly string[];
    },
  ) {
    this.#document = document;
    this.#moved = changes.moved;
    this.#overridden = changes.overridden;
  }

  /** The place of a value of the workload in the text, or of the nearest value around it. */
  locate(pointer: string): Location {
    return this.#document.locate(this.#original(pointer));
  }

  /** A finding with its place; one about a value that an override put there has none and says so. */
  toProblem(finding: Finding): Problem {
    const { source } = this.#document;
    const original = this.#original(finding.pointer);
    const isOverridden = this.#overridden.some(
      pointer => original === pointer || original.startsWith(`${pointer}/`),
    );
    if (!isOverridden) {
      return { ...finding, source, ...this.#document.locate(original) };
    }
    const hint = [finding.hint, 'The value comes from an override.'];
    return { ...finding, source, hint: hint.filter(Boolean).join(' ') };
  }

  #original(pointer: string): string {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const old = this.#moved.get(pointer.slice(0, end));
      if (old !== undefined) {
        return old + pointer.slice(end);
      }
    }
    return pointer;
  }
}
