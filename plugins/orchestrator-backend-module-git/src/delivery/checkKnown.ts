import { conflictError, type Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { committedDigest, compareFiles, type CommittedFolder } from '../folder/CommittedFolder';

/**
 * Sees to it that a database which was restored from a backup overwrites and removes nothing that was delivered after the
 * backup, and of which it knows nothing. That can only be in a folder that was written last in an earlier epoch than the
 * present one, and that is not as this database delivered it last.
 *
 * @param wanted - text by path; none when everything is to go
 * @throws DriverError of class `conflict` that names the deployment and says what a person can do.
 */
export function checkKnown(
  current: CommittedFolder,
  wanted: ReadonlyMap<string, string>,
  ctx: { fence: Fence; state?: { files: string } },
): void {
  const { marker, path } = current;
  if (
    !marker ||
    marker.fence.epoch >= ctx.fence.epoch ||
    committedDigest(current) === ctx.state?.files
  ) {
    return;
  }
  const [first, ...others] = compareFiles(current, wanted);
  if (first) {
    const { deployment, fence } = marker;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    throw conflictError(
      `The folder ${path} holds what deployment ${deployment.number} delivered, of which the restored database knows nothing: ${first.path}${more} would change. Deploy again, in one deployment, what was deployed after the backup; or remove the folder from the branch, and it is written anew.`,
      `deployment ${deployment.number} under the fence ${fence.epoch}.${fence.counter}`,
    );
  }
}
