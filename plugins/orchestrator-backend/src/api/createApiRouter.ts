import type { AuditorService, AuthService, HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type { IRouter, RequestHandler } from 'express';
import Router from 'express-promise-router';
import type { ApiServices } from './ApiServices';
import { Routes } from './Routes';
import { spec } from './generated/router';
import { readBody } from './readBody';
import { addApplicationRoutes } from './routes/applications';
import { addDeploymentRoutes } from './routes/deployments';
import { addEnvironmentRoutes } from './routes/environments';
import { addImpactRoutes } from './routes/impact';
import { addLifecycleRoutes } from './routes/lifecycle';
import { addManifestRoutes } from './routes/manifests';
import { addPinRoutes } from './routes/pins';
import { addRegistryRoutes } from './routes/registry';
import { addResourceRoutes } from './routes/resources';
import { addRolloutRoutes } from './routes/rollouts';
import { addScoreRoutes } from './routes/score';
import { addWebhookRoutes } from './routes/webhooks';

/** Options of {@link createApiRouter}. */
export interface CreateApiRouterOptions {
  services: ApiServices;
  auth: AuthService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  /** Also checks answers against the OpenAPI document; for tests. Default false. */
  validateResponses?: boolean;
}

/** The body has been read before the validator, whose error handler would call every fault a 400. */
const bodyIsRead: RequestHandler = (_request, _response, next) => next();

/** The REST API: what `openapi.yaml` documents, and nothing else. */
export function createApiRouter(options: CreateApiRouterOptions): IRouter {
  const { services, auth, httpAuth, auditor, validateResponses = false } = options;
  const validated = createValidatedOpenApiRouter(spec as never, {
    validatorOptions: { validateResponses },
    middleware: [bodyIsRead],
  }) as unknown as IRouter;

  const routes = Routes.create({ router: validated, auth, httpAuth, auditor });
  addApplicationRoutes(routes, services);
  addEnvironmentRoutes(routes, services);
  addDeploymentRoutes(routes, services);
  addLifecycleRoutes(routes, services);
  addResourceRoutes(routes, services);
  addRegistryRoutes(routes, services);
  addManifestRoutes(routes, services);
  addRolloutRoutes(routes, services);
  addPinRoutes(routes, services);
  addImpactRoutes(routes, services);
  addScoreRoutes(routes, services);
  addWebhookRoutes(routes, services);
  routes.assertComplete();

  const router = Router();
  router.use(...readBody());
  // In front of the library's own route, which calls every document one of version 3.0.
  router.get('/openapi.json', async (_request, response) => {
    response.json(spec);
  });
  router.use(validated);
  return router;
}
