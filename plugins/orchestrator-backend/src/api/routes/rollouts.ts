import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about staged rollouts of versions of definitions. */
export function addRolloutRoutes(routes: Routes, { rollouts }: ApiServices): void {
  routes.handle('listRollouts', ({ path, query, caller }) =>
    rollouts.list(path.name, query, caller),
  );
  routes.handle('startRollout', ({ path, body, caller }) =>
    rollouts.start(path.name, body, caller),
  );
  routes.handle('getRollout', ({ path, caller }) => rollouts.get(path.uid, caller));
  routes.handle('listRolloutEnvironments', ({ path, query, caller }) =>
    rollouts.listEnvironments(path.uid, query, caller),
  );
  routes.handle('pauseRollout', ({ path, body, caller }) => rollouts.pause(path.uid, body, caller));
  routes.handle('resumeRollout', ({ path, body, caller }) =>
    rollouts.resume(path.uid, body, caller),
  );
  routes.handle('stopRollout', ({ path, body, caller }) => rollouts.stop(path.uid, body, caller));
}
