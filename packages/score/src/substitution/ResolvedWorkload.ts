import type { JsonValue } from '../json/JsonValue';
import type { ComposedText } from '../placeholders/composeText';
import type {
  Container,
  ContainerFile,
  ContainerVolume,
  Workload,
} from '../specification/Workload';

/** A workload whose placeholders are resolved; what is secret or not known yet stays a mark. @public */
export interface ResolvedWorkload extends Omit<Workload, 'containers'> {
  containers: Record<string, ResolvedContainer>;
}

/** A container whose placeholders are resolved. @public */
export interface ResolvedContainer extends Omit<Container, 'variables' | 'files' | 'volumes'> {
  variables?: Record<string, ComposedText>;
  files?: Record<string, ResolvedContainerFile>;
  volumes?: Record<string, ResolvedContainerVolume>;
}

/** A file of a container with its content resolved. @public */
export interface ResolvedContainerFile extends Omit<ContainerFile, 'content'> {
  content?: ComposedText;
}

/** A volume of a container with its source resolved to the outputs of the volume resource. @public */
export interface ResolvedContainerVolume extends Omit<ContainerVolume, 'source'> {
  source: JsonValue;
  /**
   * The local key of the volume resource, for a source that is exactly `${resources.<key>}`: it tells whether two
   * containers share one volume or have two that look alike.
   */
  resource?: string;
}
