import { TryIt } from '../tryIt/TryIt';
import type { DefinitionTabProps } from './DefinitionPage';

/** Whether a request would match the definition, and what it would be given then. */
export function TryItTab({ definition }: DefinitionTabProps) {
  return <TryIt type={definition.type} definition={definition.name} />;
}
