import { createHash } from 'node:crypto';
import { canonicalHash } from '@tutti/score';
import type { CommittedFile, RepositoryCopy } from '../git/RepositoryCopy';
import { MARKER_FILE, readMarker, type DeliveryMarker } from './DeliveryMarker';

/** An environment's folder as it is in a commit. */
export interface CommittedFolder {
  path: string;
  /** The commit that was looked at; absent when the branch does not exist. */
  head?: string;
  marker?: DeliveryMarker;
  /** Files in the folders that we write, by path. */
  files: Map<string, CommittedFile>;
}

/** The folders and the file that a delivery writes; what lies beside them belongs to others. */
export function ownPaths(folder: string): string[] {
  return [`${folder}/${MARKER_FILE}`, `${folder}/resources`, `${folder}/workloads`];
}

/**
 * Reads an environment's folder from the newest commit of the branch.
 *
 * @throws DriverError of class `conflict` when its marker cannot be read, or what fetching throws.
 */
export async function readCommittedFolder(
  copy: RepositoryCopy,
  path: string,
  signal: AbortSignal,
): Promise<CommittedFolder> {
  const head = await copy.fetch(signal);
  if (head === undefined) {
    return { path, files: new Map() };
  }
  const all = await copy.listFiles(head, path, signal);
  const markerPath = `${path}/${MARKER_FILE}`;
  const markerFile = all.get(markerPath);
  return {
    path,
    head,
    ...(markerFile && {
      marker: readMarker(await copy.readBlob(markerFile.blob, signal), markerPath),
    }),
    files: new Map(
      [...all].filter(
        ([file]) => file.startsWith(`${path}/workloads/`) || file.startsWith(`${path}/resources/`),
      ),
    ),
  };
}

/** A file that is not as it should be; ids of blobs as git has them, absent where there is no file. */
export interface FileDifference {
  path: string;
  before?: string;
  after?: string;
}

/** Compares what is committed with what is wanted, sorted by path. */
export function compareFiles(
  { files }: CommittedFolder,
  wanted: ReadonlyMap<string, string>,
): FileDifference[] {
  const paths = [...new Set([...files.keys(), ...wanted.keys()])].sort();
  return paths.flatMap(path => {
    const before = files.get(path);
    const text = wanted.get(path);
    const after = text === undefined ? undefined : blobId(text);
    return before?.blob === after && (before === undefined || before.mode === '100644')
      ? []
      : [{ path, ...(before && { before: before.blob }), ...(after && { after }) }];
  });
}

/** A digest of the files that a delivery wants. */
export function filesDigest(wanted: ReadonlyMap<string, string>): string {
  return canonicalHash(
    Object.fromEntries([...wanted].map(([path, text]) => [path, blobId(text)])),
  ).slice(0, 16);
}

/** The digest of what is committed, to be compared with {@link filesDigest}. */
export function committedDigest({ files }: CommittedFolder): string {
  return canonicalHash(
    Object.fromEntries([...files].map(([path, { blob }]) => [path, blob])),
  ).slice(0, 16);
}

/** The id that git gives to a file of this text, in repositories of its default object format. */
function blobId(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
