import { appendPointer } from '../json/jsonPointer';
import { sortedEntries } from '../json/sortedEntries';
import { findReferences } from '../placeholders/findReferences';
import type { Reference } from '../placeholders/Reference';
import type { Workload } from '../specification/Workload';

/**
 * The placeholders of a workload's containers: in variables, in file contents unless `noExpand`, and in
 * volume sources, with pointers into the workload. Those of resource params are found with
 * `findReferences(params)`: they resolve when the resource is made, not the workload.
 * @public
 */
export function workloadReferences(workload: Workload): Reference[] {
  const references: Reference[] = [];
  const add = (text: string | undefined, pointer: string) => {
    for (const reference of findReferences(text ?? '')) {
      references.push({ ...reference, pointer });
    }
  };
  for (const [name, container] of sortedEntries(workload.containers)) {
    const at = appendPointer('/containers', name);
    for (const [variable, text] of sortedEntries(container.variables)) {
      add(text, appendPointer(at, 'variables', variable));
    }
    for (const [target, file] of sortedEntries(container.files)) {
      if (!file.noExpand) {
        add(file.content, appendPointer(at, 'files', target, 'content'));
      }
    }
    for (const [target, volume] of sortedEntries(container.volumes)) {
      add(volume.source, appendPointer(at, 'volumes', target, 'source'));
    }
  }
  return references;
}
