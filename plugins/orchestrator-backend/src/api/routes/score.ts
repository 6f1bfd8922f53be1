import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';
import { componentScoreFile } from '../score/componentScoreFile';
import { validateScore } from '../score/validateScore';

/** Routes about Score files that are not submitted. */
export function addScoreRoutes(routes: Routes, services: ApiServices): void {
  routes.handle('validateScore', ({ body, caller }) => validateScore(services, body, caller));
  routes.handle('getComponentScoreFile', ({ query, caller }) =>
    componentScoreFile(services, query.component, caller),
  );
}
