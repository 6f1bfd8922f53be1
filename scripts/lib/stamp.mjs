import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Hash of the names and contents of files; a folder counts with everything below it. */
export function hashOf(root, paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of paths.flatMap(each => filesBelow(path.join(root, each))).sort()) {
    hash.update(`\0${path.relative(root, file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(start) {
  if (!fs.existsSync(start)) {
    return [];
  }
  if (fs.statSync(start).isFile()) {
    return [start];
  }
  return fs
    .readdirSync(start, { withFileTypes: true })
    .flatMap(entry => filesBelow(path.join(start, entry.name)));
}

/** Whether the last thing done under this stamp was done for the same hash. */
export function isStamped(file, hash) {
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash;
}

/** Remembers what has just been done. */
export function stamp(file, hash) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, hash);
}
