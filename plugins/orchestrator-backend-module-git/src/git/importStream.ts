/** A commit to be written on top of another. */
export interface CommitRequest {
  /** Absent for the first commit of a branch. */
  parent?: string;
  author: { name: string; email: string };
  message: string;
  /** Seconds since 1970. */
  time: number;
  /** Folders and files that go, before the files come. */
  remove: readonly string[];
  /** Text by path. */
  files: ReadonlyMap<string, string>;
}

/**
 * Writes a commit in the language of `git fast-import`, which makes any number of files in one process and without a
 * work tree (`git-fast-import(1)`, Input Format).
 */
export function importStream(ref: string, request: CommitRequest): Buffer {
  const { parent, author, message, time, remove, files } = request;
  const parts: (string | Buffer)[] = [
    'feature done\n',
    `commit ${ref}\n`,
    `committer ${identityText(author.name)} <${identityText(author.email)}> ${time} +0000\n`,
    ...data(message),
    ...(parent === undefined ? [] : [`from ${parent}\n`]),
    ...remove.map(path => `D ${quotePath(path)}\n`),
  ];
  for (const [path, text] of files) {
    parts.push(`M 100644 inline ${quotePath(path)}\n`, ...data(text));
  }
  parts.push('done\n');
  return Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function data(text: string): (string | Buffer)[] {
  const bytes = Buffer.from(text, 'utf8');
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

function identityText(text: string): string {
  return text.replace(/[<>\n\0]/g, ' ').trim() || 'Tutti';
}

function quotePath(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
