import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Rig } from '../rig/Rig';
import type { SeenDeployment } from '../rig/RigClient';
import type { Site } from '../rig/Site';
import { freshSite, ONE_WORKLOAD, succeeds, type Scenario } from './Scenario';

/**
 * The database goes back to a backup while Git and the world are ahead of it: nothing that was delivered or made since is
 * destroyed or written over, until a person has decided.
 */
export const restored: Scenario = {
  name: 'the database restored from a backup, and Git ahead of it',
  async run(rig) {
    const site = await freshSite(rig);
    await succeeds(site, (await site.submit(ONE_WORKLOAD))!.uid);
    const restore = await rig.backUp();
    rig.log('A backup is taken.');
    const since = { ...ONE_WORKLOAD, api: { queue: { size: 1, flavour: 'plain' } } };
    const last = (await site.submit(since, { image: 'app:2' }))!;
    await succeeds(site, last.uid);
    const ahead = git(rig, 'rev-parse', 'main');
    const things = [...rig.world.things.keys()].sort();

    for (const replica of rig.replicas()) {
      replica.kill();
      await replica.ended;
    }
    await restore();
    rig.log('The database is restored.');
    await Promise.all(rig.seats.map(seat => rig.launch(seat)));

    const found = await rests(site, ONE_WORKLOAD);
    expectThat(found.status === 'cancelled' && says(found, 'restored from a backup'), found);
    const refused = await rests(site, ONE_WORKLOAD);
    expectThat(refused.status === 'failed' && says(refused, 'restored database'), refused);
    expectThat(refused.number > last.number, refused);
    if (git(rig, 'rev-parse', 'main') !== ahead) {
      throw new Error('Something was delivered over what the restored database does not know.');
    }
    const lost = things.filter(thing => !rig.world.things.has(thing));
    if (lost.length > 0) {
      throw new Error(`These things were destroyed after the restore: ${lost.join(', ')}.`);
    }

    removeFolder(rig, site.name);
    rig.log('A person has removed the folder.');
    const decided = await rests(site, since);
    expectThat(decided.status === 'succeeded', decided);
    git(rig, 'merge-base', '--is-ancestor', ahead, 'main'); // fails where history was rewritten
    return [];
  },
};

async function rests(site: Site, wanted: typeof ONE_WORKLOAD): Promise<SeenDeployment> {
  return site.rested((await site.submit(wanted, { image: 'app:3' }))!.uid);
}

function says({ error = '' }: SeenDeployment, words: string): boolean {
  return error.includes(words);
}

function expectThat(isSo: boolean, { number, status, error }: SeenDeployment): void {
  if (!isSo) {
    throw new Error(`Deployment ${number} after the restore is ${status}: ${error}`);
  }
}

function git(rig: Rig, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', rig.repository, ...args], { encoding: 'utf8' }).trim();
}

/** As a person does it: in a clone of the repository. */
function removeFolder(rig: Rig, folder: string): void {
  const clone = fs.mkdtempSync(path.join(rig.folder, 'clone-'));
  const person = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com'];
  for (const args of [
    ['clone', '--quiet', '--branch', 'main', rig.repository, clone],
    ['-C', clone, 'rm', '-r', '--quiet', folder],
    ['-C', clone, ...person, 'commit', '--quiet', '-m', 'Remove what will be delivered anew'],
    ['-C', clone, 'push', '--quiet', 'origin', 'main'],
  ]) {
    execFileSync('git', args);
  }
}
