import type { ListDefinitionsFilter } from '../Registry';
import type { StoredDefinition } from '../RegistryContents';
import { containsText } from './containsText';

/** Whether a definition belongs into a list: some source declares it, the caller may see it, and it fits the filter. */
export function fitsDefinition(
  { archived, name, spec, status: own }: StoredDefinition,
  filter: ListDefinitionsFilter,
): boolean {
  const { type, driver, status, owner, text, isVisible } = filter;
  return (
    !archived &&
    (type === undefined || spec.type === type) &&
    (driver === undefined || spec.driver === driver) &&
    (status === undefined || own === status) &&
    (owner === undefined || spec.owner === owner) &&
    containsText(text, name, spec.title) &&
    (isVisible === undefined || isVisible(spec))
  );
}
