import { sep } from 'node:path';

/**
 * Whether a path is below a folder. Both are real paths: absolute, without links. Names that begin with two dots, as
 * Kubernetes gives them inside its mounts, are ordinary names.
 */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
