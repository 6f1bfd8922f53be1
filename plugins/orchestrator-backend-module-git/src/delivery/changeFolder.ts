import { setTimeout as sleep } from 'node:timers/promises';
import {
  throwIfCancelled,
  transientError,
  untilCancelled,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { readCommittedFolder, type CommittedFolder } from '../folder/CommittedFolder';
import type { RepositoryCopy } from '../git/RepositoryCopy';

/** What a change does to a folder. */
export interface FolderChange {
  remove: readonly string[];
  files: ReadonlyMap<string, string>;
}

/** What {@link changeFolder} takes. */
export interface ChangeFolderOptions {
  copy: RepositoryCopy;
  folder: string;
  author: { name: string; email: string };
  message: string;
  ctx: Pick<DriverContext, 'signal' | 'assertOwned' | 'logger'>;
  /** Decides what to do, looking at the newest commit; `undefined`: all is as it should be. */
  decide(current: CommittedFolder): Promise<FolderChange | undefined>;
}

/** What {@link changeFolder} found or made. */
export interface FolderOutcome {
  /** The commit that was made, or the newest one that was looked at; absent when there is no branch. */
  head?: string;
  changed: boolean;
}

/** Many environments push one branch; each loses a race only to one that has won, so this many are enough. */
const MAXIMUM_ATTEMPTS = 50;
const LONGEST_WAIT = 1_000;

/**
 * Changes a folder in a branch that others change too: looks at the newest commit, decides, commits on top of it, and
 * pushes on the condition that it still is the newest (compare-and-swap on the ref). Who loses starts over, looking
 * again: so a change is never based on what is no longer the case, and a push that landed before a crash is found as
 * already made.
 *
 * @throws DriverError of class `conflict` when the lane is lost, `transient` when the race is lost again and again,
 *   `cancelled`, or what looking, deciding and pushing throw.
 */
export async function changeFolder(options: ChangeFolderOptions): Promise<FolderOutcome> {
  const { copy, folder, author, message, ctx, decide } = options;
  for (let attempt = 1; attempt <= MAXIMUM_ATTEMPTS; attempt += 1) {
    const current = await readCommittedFolder(copy, folder, ctx.signal);
    const change = await decide(current);
    if (!change) {
      return { head: current.head, changed: false };
    }
    const time = Math.floor(Date.now() / 1000);
    const commit = await copy.commit(
      { parent: current.head, author, message, time, ...change },
      ctx.signal,
    );
    await ctx.assertOwned();
    throwIfCancelled(ctx.signal);
    if (await copy.push(commit, current.head, ctx.signal)) {
      return { head: commit, changed: true };
    }
    ctx.logger.info(
      `Somebody else pushed to the branch "${copy.branch}" first; trying again on top of it.`,
    );
    const wait = Math.random() * Math.min(LONGEST_WAIT, 20 * 2 ** attempt);
    await untilCancelled(ctx.signal, sleep(wait));
  }
  throw transientError(
    `The branch "${copy.branch}" moved each of ${MAXIMUM_ATTEMPTS} times that this deployment tried to push to it.`,
  );
}
