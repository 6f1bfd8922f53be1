import {
  conflictError,
  throwIfCancelled,
  type Driver,
  type DriverAbsence,
  type DriverContext,
  type DriverObservation,
  type DriverPlan,
  type DriverResult,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject } from '@tutti/score';
import { changeFolder } from './delivery/changeFolder';
import { checkKnown } from './delivery/checkKnown';
import { checkOwner, isOwn } from './delivery/checkOwner';
import { commitMessage } from './delivery/commitMessage';
import { locateDelivery, type DeliveryLocation } from './delivery/locateDelivery';
import {
  committedDigest,
  compareFiles,
  filesDigest,
  ownPaths,
  readCommittedFolder,
  type CommittedFolder,
} from './folder/CommittedFolder';
import { deliveryFiles } from './folder/deliveryFiles';
import { MARKER_FILE, writeMarker } from './folder/DeliveryMarker';
import { gitDeliveryInputs, gitDeliveryOutputs } from './gitDeliverySchemas';
import type { GitRepositories } from './repositories/GitRepositories';

/** Inputs of `git-delivery`; the schema says what each is for. */
export type GitDeliveryInputs = JsonObject & {
  repository: string;
  branch?: string;
  directory?: string;
};

/** What the driver remembers: where it delivered, and which commit that was. */
export interface GitDeliveryState extends JsonObject, DeliveryLocation {
  commit: string;
  /** Digest of the files that were delivered. */
  files: string;
}

type Context = DriverContext<GitDeliveryInputs, GitDeliveryState>;

/**
 * The driver `git-delivery` (type `k8s-delivery`): brings the manifests of all nodes of a cluster into a Git repository,
 * from where Argo CD, Flux or a pipeline take them. One commit per deployment, none when nothing has changed; the
 * evidence is the commit that holds the files. An environment owns the folder
 * `<directory>/<application>/<environment>` by a marker file; in it, the folders `workloads` and `resources` are
 * written as a whole, and nothing else is touched.
 */
export class GitDeliveryDriver implements Driver<GitDeliveryInputs, GitDeliveryState> {
  readonly id = 'git-delivery';
  readonly version = '1.0.0';
  readonly stateVersion = 1;
  readonly delivers = true;
  readonly inputs = gitDeliveryInputs;
  readonly outputs = gitDeliveryOutputs;
  readonly #repositories: GitRepositories;

  private constructor(repositories: GitRepositories) {
    this.#repositories = repositories;
  }

  /** A driver for these repositories. */
  static create(options: { repositories: GitRepositories }): GitDeliveryDriver {
    return new GitDeliveryDriver(options.repositories);
  }

  async plan(ctx: Context): Promise<DriverPlan> {
    throwIfCancelled(ctx.signal);
    const location = this.#locate(ctx);
    const externalId = this.#externalId(location);
    if (ctx.state && ctx.state.repository !== location.repository) {
      return {
        action: 'replace',
        differences: [
          { path: '/inputs/repository', before: ctx.state.repository, after: location.repository },
        ],
        externalId,
      };
    }
    const current = await this.#read(ctx, location);
    checkFolder(current, ctx);
    const action = current.marker || ctx.state ? 'update' : 'create';
    if (!ctx.manifests) {
      const reason = 'The manifests are known once the nodes are made.';
      return { action, differences: [], externalId, reason };
    }
    const wanted = deliveryFiles(location.path, ctx.manifests);
    checkKnown(current, wanted, ctx);
    const differences = compareFiles(current, wanted).map(({ path, ...ids }) => ({
      path: `/files/${path}`,
      ...ids,
    }));
    const isSettled = current.marker && differences.length === 0 && !hasMoved(ctx.state, location);
    return { action: isSettled ? 'unchanged' : action, differences, externalId };
  }

  /**
   * @throws DriverError of class `conflict` when the folder belongs to another environment, holds files that no marker
   *   claims, was written under a newer fence, or holds what a restored database does not know; `permanent` when two nodes bring the same object.
   */
  async apply(ctx: Context): Promise<DriverResult<GitDeliveryState>> {
    throwIfCancelled(ctx.signal);
    const location = this.#locate(ctx);
    const wanted = deliveryFiles(location.path, ctx.manifests ?? []);
    const commit = await this.#deliver(ctx, location, wanted);
    if (ctx.state && hasMoved(ctx.state, location)) {
      await this.#remove(ctx, ctx.state);
    }
    const { repository, branch, path } = location;
    return {
      state: { repository, branch, path, commit, files: filesDigest(wanted) },
      outputs: { commit, repository, branch, path },
      externalId: this.#externalId(location),
      evidence: { commit, path, files: wanted.size },
    };
  }

  async read(ctx: Context): Promise<DriverObservation> {
    throwIfCancelled(ctx.signal);
    const location = ctx.state ?? this.#locate(ctx);
    const { repository, branch, path } = location;
    const current = await this.#read(ctx, location);
    const evidence = { repository, branch, path, ...(current.head && { head: current.head }) };
    if (!current.marker || !isOwn(current.marker, ctx)) {
      return {
        presence: 'absent',
        evidence: { ...evidence, reason: 'No marker of this delivery is in the folder.' },
      };
    }
    const { deployment, fence } = current.marker;
    return {
      presence: 'present',
      readiness: 'not-checked',
      evidence: {
        ...evidence,
        files: current.files.size,
        ...(ctx.state && { asDelivered: committedDigest(current) === ctx.state.files }),
        deployment: { ...deployment },
        fence: { ...fence },
      },
    };
  }

  /** @throws DriverError of class `conflict` when the folder was written under a newer fence. */
  async destroy(ctx: Context): Promise<DriverAbsence> {
    throwIfCancelled(ctx.signal);
    const location = ctx.state ?? this.#locate(ctx);
    const head = await this.#remove(ctx, location);
    const { repository, branch, path } = location;
    return {
      presence: 'absent',
      evidence: {
        repository,
        branch,
        path,
        ...(head ? { head } : { reason: 'The branch does not exist.' }),
      },
    };
  }

  async #deliver(
    ctx: Context,
    location: DeliveryLocation,
    wanted: Map<string, string>,
  ): Promise<string> {
    const { repository, branch, path: folder } = location;
    const { author } = this.#repositories.get(repository);
    const marker = writeMarker({
      application: ctx.application.id,
      environment: ctx.environment,
      node: ctx.node,
      deployment: ctx.deployment,
      fence: ctx.fence,
    });
    return this.#repositories.withCopy(repository, branch, ctx.signal, async copy => {
      const { head, changed } = await changeFolder({
        copy,
        folder,
        author,
        ctx,
        message: commitMessage('deploy', ctx),
        decide: async current => {
          checkFolder(current, ctx);
          checkKnown(current, wanted, ctx);
          return current.marker && compareFiles(current, wanted).length === 0
            ? undefined
            : {
                remove: current.head ? ownPaths(folder) : [],
                files: new Map([[`${folder}/${MARKER_FILE}`, marker], ...wanted]),
              };
        },
      });
      // `decide` asks for a change where there is no branch, so a head is there.
      const newest = head as string;
      const commit = changed ? newest : await copy.lastCommit(newest, ownPaths(folder), ctx.signal);
      ctx.logger.info(
        changed
          ? `Pushed ${wanted.size} files in the commit ${commit} to the branch "${branch}" of "${repository}".`
          : `The branch "${branch}" of "${repository}" holds all ${wanted.size} files already.`,
      );
      return commit;
    });
  }

  async #remove(ctx: Context, location: DeliveryLocation): Promise<string | undefined> {
    const { repository, branch, path: folder } = location;
    const { author } = this.#repositories.get(repository);
    return this.#repositories.withCopy(repository, branch, ctx.signal, async copy => {
      const { head } = await changeFolder({
        copy,
        folder,
        author,
        ctx,
        message: commitMessage('remove', ctx),
        decide: async current => {
          const { marker } = current;
          if (!marker || !isOwn(marker, ctx)) {
            return undefined;
          }
          checkOwner(marker, ctx, folder);
          checkKnown(current, new Map(), ctx);
          return { remove: ownPaths(folder), files: new Map() };
        },
      });
      return head;
    });
  }

  #read({ signal }: Context, location: DeliveryLocation): Promise<CommittedFolder> {
    return this.#repositories.withCopy(location.repository, location.branch, signal, copy =>
      readCommittedFolder(copy, location.path, signal),
    );
  }

  #locate(ctx: Context): DeliveryLocation {
    return locateDelivery(ctx, this.#repositories.get(ctx.inputs.repository));
  }

  #externalId({ repository, branch, path }: DeliveryLocation): string {
    return `git:${this.#repositories.get(repository).url}#${branch}:${path}`;
  }
}

function checkFolder(current: CommittedFolder, ctx: Context): void {
  if (current.marker) {
    checkOwner(current.marker, ctx, current.path);
  } else if (current.files.size > 0) {
    throw conflictError(
      `The folder ${current.path} holds ${current.files.size} files, but no ${MARKER_FILE} that says whose they are. Remove them, or set the input "directory" to another folder.`,
      current.path,
    );
  }
}

function hasMoved(state: GitDeliveryState | undefined, location: DeliveryLocation): boolean {
  return (
    state !== undefined &&
    (state.repository !== location.repository ||
      state.branch !== location.branch ||
      state.path !== location.path)
  );
}
