import type { JsonObject, JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import { mapValues } from '../json/mapValues';
import { readProperty } from '../json/readProperty';
import { sortedEntries } from '../json/sortedEntries';
import { upgradeList, type Upgrades } from './upgradeList';
import { joinContentLines, renameReadOnly } from './upgradeItems';

/**
 * Brings deprecated forms of a Score document to the present ones, as score-go does before it validates
 * (`ApplyCommonUpgradeTransforms`): files and volumes as lists become maps, `content` as a list of lines
 * becomes a text, `read_only` of a volume becomes `readOnly`. The argument is not changed; values of
 * other shapes pass through for the schema to judge. Lines without text become empty lines.
 *
 * Returns the document, one line per change in score-go's words, what could not be upgraded, and for
 * each value that moved its new and its old JSON pointer.
 * @public
 */
export function upgradeWorkload(document: JsonValue): Upgrades & { value: JsonValue } {
  const upgrades: Upgrades = { changes: [], findings: [], moved: new Map() };
  const containers = readProperty(document, 'containers');
  if (!isJsonObject(document) || !isJsonObject(containers)) {
    return { value: document, ...upgrades };
  }
  const upgraded = new Map(
    sortedEntries(containers).map(([name, container]) => [
      name,
      isJsonObject(container) ? upgradeContainer(name, container, upgrades) : container,
    ]),
  );
  const value = {
    ...document,
    containers: mapValues(containers, (_, name) => upgraded.get(name)!),
  };
  return { value, ...upgrades };
}

function upgradeContainer(name: string, container: JsonObject, upgrades: Upgrades): JsonObject {
  const result = { ...container };
  const files = readProperty(container, 'files');
  if (Array.isArray(files)) {
    result.files = upgradeList(
      files,
      {
        pointer: appendPointer('/containers', name, 'files'),
        path: `containers.${name}.files`,
        upgradeItem: joinContentLines,
      },
      upgrades,
    );
  }
  const volumes = readProperty(container, 'volumes');
  if (Array.isArray(volumes)) {
    result.volumes = upgradeList(
      volumes,
      {
        pointer: appendPointer('/containers', name, 'volumes'),
        path: `containers.${name}.volumes`,
        upgradeItem: renameReadOnly,
      },
      upgrades,
    );
  }
  return result;
}
