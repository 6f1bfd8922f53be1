import { appendPointer } from '../json/jsonPointer';
import { readProperty } from '../json/readProperty';
import { sortedEntries } from '../json/sortedEntries';
import { didYouMean } from '../problems/didYouMean';
import type { Finding } from '../problems/Finding';
import { quote } from '../problems/quote';
import type { Workload } from '../specification/Workload';

/** The image that a Score file leaves to its deployment. */
const LATER = '.';

/** The name that stands for every container whose image is left to the deployment. */
const EVERY = '*';

/**
 * Sets images by container name; `*` stands for every container whose image is `.`, and a name goes
 * before it. The argument is not changed. An unknown container and an empty image are findings.
 * @public
 */
export function applyImages(
  workload: Workload,
  images: Readonly<Record<string, string>>,
): { workload: Workload; findings: Finding[] } {
  const findings: Finding[] = [];
  const names = Object.keys(workload.containers);
  for (const [name, image] of sortedEntries(images)) {
    if (name !== EVERY && !names.includes(name)) {
      findings.push({
        severity: 'error',
        code: 'unknown-container',
        message: `An image is given for the container ${quote(name)}, which the workload does not have.`,
        pointer: '/containers',
        hint: didYouMean(name, names) ?? `The containers are ${names.join(', ')}.`,
      });
    } else if (image.trim() === '') {
      findings.push({
        severity: 'error',
        code: 'image',
        message: `The image given for ${name === EVERY ? 'the containers without one' : `the container ${quote(name)}`} is empty.`,
        pointer: name === EVERY ? '/containers' : appendPointer('/containers', name, 'image'),
        hint: 'Name an image, or leave the container out.',
      });
    }
  }
  const containers = Object.fromEntries(
    Object.entries(workload.containers).map(([name, container]) => {
      const every = container.image === LATER ? images[EVERY] : undefined;
      const image = readProperty(images, name) ?? every ?? container.image;
      return [name, { ...container, image: String(image) }];
    }),
  );
  return { workload: { ...workload, containers }, findings };
}

/**
 * The containers whose image is still `.`, sorted by name: something has to name it before the workload
 * can run.
 * @public
 */
export function containersWithoutImage(workload: Workload): string[] {
  return sortedEntries(workload.containers)
    .filter(([, container]) => container.image === LATER)
    .map(([name]) => name);
}
