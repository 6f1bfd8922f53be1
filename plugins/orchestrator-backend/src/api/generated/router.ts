/** The OpenAPI document. Made from `../openapi.yaml` by `yarn generate`; do not edit it here. */
export const spec = {
  openapi: '3.1.0',
  info: {
    title: 'platform-orchestrator',
    version: '1',
    description:
      'The REST API of the platform orchestrator, served under `/api/platform-orchestrator`. Every call needs a Backstage\ntoken and is decided by the permission framework; `src/authorization/routePermissions.ts` names the permission of\neach operation. Bodies are JSON of at most 1 MiB, nested at most 64 deep.\n',
    license: { name: 'Apache-2.0', url: 'http://www.apache.org/licenses/LICENSE-2.0.html' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'applications' },
    { name: 'environments' },
    { name: 'deployments' },
    { name: 'resources' },
    { name: 'registry' },
    { name: 'rollouts' },
    { name: 'pins' },
    { name: 'webhooks' },
    { name: 'outbox' },
    { name: 'impact' },
    { name: 'score' },
  ],
  paths: {
    '/v1/applications': {
      get: {
        operationId: 'listApplications',
        tags: ['applications'],
        summary: 'Applications that the caller may see, sorted by name',
        parameters: [
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of applications',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ApplicationPage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createApplication',
        tags: ['applications'],
        summary: 'Creates an application',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CreateApplicationRequest' },
              example: { name: 'shop', title: 'Web shop', systemRef: 'system:default/shop' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The application',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Application' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}': {
      get: {
        operationId: 'getApplication',
        tags: ['applications'],
        summary: 'One application',
        parameters: [{ $ref: '#/components/parameters/application' }],
        responses: {
          '200': {
            description: 'The application',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Application' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteApplication',
        tags: ['applications'],
        summary: 'Deletes an application that has no environments',
        parameters: [{ $ref: '#/components/parameters/application' }],
        responses: {
          '200': {
            description: 'The application as it was',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Application' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments': {
      get: {
        operationId: 'listEnvironments',
        tags: ['environments'],
        summary: 'Environments of an application, in the order of their types, then by name',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/cursor' },
          {
            name: 'limit',
            in: 'query',
            description: 'Default 200, at most 200.',
            schema: { type: 'integer', minimum: 1, maximum: 200 },
          },
        ],
        responses: {
          '200': {
            description: 'A page of environments',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/EnvironmentPage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createEnvironment',
        tags: ['environments'],
        summary: 'Creates an environment of an existing environment type',
        parameters: [{ $ref: '#/components/parameters/application' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CreateEnvironmentRequest' },
              example: { name: 'staging', type: 'staging', labels: { region: 'eu' } },
            },
          },
        },
        responses: {
          '201': {
            description: 'The environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Environment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}': {
      get: {
        operationId: 'getEnvironment',
        tags: ['environments'],
        summary: 'One environment',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
        ],
        responses: {
          '200': {
            description: 'The environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Environment' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      patch: {
        operationId: 'changeEnvironment',
        tags: ['environments'],
        summary: 'Says anew when a preview deletes itself',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ChangeEnvironmentRequest' },
              example: { expiresIn: '72h' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Environment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/deletion': {
      post: {
        operationId: 'deleteEnvironment',
        tags: ['environments'],
        summary: 'Deletes an environment and what is in it',
        description:
          'Submits a deployment of kind `destroy`. What is in the environment is destroyed, waits for a person, or is left\nbehind, as the deletion policies say. The environment is `deleting` meanwhile and takes no deployments; its name is\nfree again once it is deleted.\n',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/idempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/DeleteEnvironmentRequest' },
              example: { planOnly: true },
            },
          },
        },
        responses: {
          '201': {
            description: 'The deployment that deletes it',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/rollbacks': {
      post: {
        operationId: 'rollBack',
        tags: ['deployments'],
        summary: 'Goes back to what an earlier deployment of the environment made true',
        description:
          'Workloads as they were wanted then, with the definition versions and shared values of then. Once it is applied,\nautomation does not deploy what it took back until a person releases it.\n',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/idempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RollBackRequest' },
              example: { deployment: '01a1f8a7-b3fb-7000-8000-000000000001', planOnly: true },
            },
          },
        },
        responses: {
          '201': {
            description: 'The rollback',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/promotions': {
      post: {
        operationId: 'promoteWorkloads',
        tags: ['deployments'],
        summary: 'Takes workloads from another environment of the application',
        description:
          'A workload passes when its last deployment there has succeeded and it is not known to be unready.\n',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/idempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PromoteWorkloadsRequest' },
              example: { from: 'staging', workloads: ['web'] },
            },
          },
        },
        responses: {
          '201': {
            description: 'The promotion',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/refreshes': {
      post: {
        operationId: 'refreshEnvironment',
        tags: ['deployments'],
        summary: 'Brings what is wanted to the definition versions and shared values of now',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/idempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RefreshRequest' },
              example: { planOnly: true },
            },
          },
        },
        responses: {
          '201': {
            description: 'The refresh',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/clones': {
      post: {
        operationId: 'cloneEnvironment',
        tags: ['environments'],
        summary: 'Makes an environment and deploys to it what is wanted in this one',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/idempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CloneEnvironmentRequest' },
              example: { name: 'pr-12', type: 'preview', expiresIn: '72h' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The first deployment of the new environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/clones/plan': {
      post: {
        operationId: 'planClone',
        tags: ['environments'],
        summary: 'What the first deployment of a clone would do',
        description:
          "Nothing is made and nothing is kept. It is refused where making the clone would be refused. Drivers are not asked to\nlook, and the names of resources will end otherwise, because they hold a digest of an environment's uid.\n",
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CloneEnvironmentRequest' },
              example: { name: 'pr-12', type: 'preview' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The plan',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Plan' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/pause': {
      post: {
        operationId: 'pauseEnvironment',
        tags: ['environments'],
        summary: 'Keeps deployments out of an environment',
        description:
          'What is under way goes on. What is submitted waits until the environment is resumed; with `refuse` it is refused.\n',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PauseEnvironmentRequest' },
              example: { reason: 'The audit runs' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Environment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/resume': {
      post: {
        operationId: 'resumeEnvironment',
        tags: ['environments'],
        summary: 'Lets deployments into an environment again',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
        ],
        responses: {
          '200': {
            description: 'The environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Environment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/release': {
      post: {
        operationId: 'releaseHolds',
        tags: ['environments'],
        summary: 'Lets automation deploy again what rollbacks hold',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ReleaseHoldsRequest' },
              example: { deployment: '01a1f8a7-b3fb-7000-8000-000000000001' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The environment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Environment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/workloads': {
      get: {
        operationId: 'listWorkloadStatuses',
        tags: ['environments'],
        summary: 'What runs of each workload in each environment that the caller may see',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environmentFilter' },
          { $ref: '#/components/parameters/workloadFilter' },
        ],
        responses: {
          '200': {
            description: 'All statuses, in one page',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/WorkloadStatusPage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/environments/{environment}/deployments': {
      post: {
        operationId: 'submitDeployment',
        tags: ['deployments'],
        summary: 'Submits Score files, or removals, to an environment',
        description:
          'Answers at once with the deployment in status `pending`; follow it with `getDeployment` and\n`readDeploymentLog`. With an `Idempotency-Key`, a second call with the same body gives the first answer for\n24 hours, and another body under the same key is a conflict.\n',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/idempotencyKey' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/SubmitDeploymentRequest' },
              examples: {
                content: {
                  summary: 'The text of a Score file',
                  value: {
                    scoreFiles: [
                      {
                        content:
                          'apiVersion: score.dev/v1b1\nmetadata: { name: web }\ncontainers: { web: { image: . } }\n',
                        images: { web: 'registry.example.com/web:1.4.2' },
                      },
                    ],
                    commit: '3f1c2ad',
                  },
                },
                component: {
                  summary: 'The Score file of a catalog Component, planned only',
                  value: { scoreFiles: [{ component: 'component:default/web' }], planOnly: true },
                },
                removal: {
                  summary: 'A workload is taken out',
                  value: { remove: ['web'], comment: 'Replaced by web-next' },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The deployment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          '413': { $ref: '#/components/responses/TooLarge' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/applications/{application}/deployments': {
      get: {
        operationId: 'listDeployments',
        tags: ['deployments'],
        summary: 'Deployments of an application, newest first',
        parameters: [
          { $ref: '#/components/parameters/application' },
          { $ref: '#/components/parameters/environmentFilter' },
          { $ref: '#/components/parameters/workloadFilter' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of deployments',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DeploymentPage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments': {
      get: {
        operationId: 'listDeploymentsUnderWay',
        tags: ['deployments'],
        summary:
          'Deployments that have not ended, over all environments that the caller may read, newest first',
        parameters: [
          {
            name: 'status',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['pending', 'planning', 'awaiting-approval', 'applying', 'verifying'],
            },
          },
          {
            name: 'waitsFor',
            in: 'query',
            description: 'Only those that wait for an approval that the caller may give.',
            schema: { type: 'string', enum: ['me'] },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of deployments',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DeploymentPage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}': {
      get: {
        operationId: 'getDeployment',
        tags: ['deployments'],
        summary: 'One deployment',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The deployment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}/plan': {
      get: {
        operationId: 'getDeploymentPlan',
        tags: ['deployments'],
        summary: 'What the deployment does, node by node, and why each definition matched',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The plan',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Plan' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}/nodes': {
      get: {
        operationId: 'listDeploymentNodes',
        tags: ['deployments'],
        summary: 'How far each node of the deployment is, in one page',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'All nodes',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DeploymentNodePage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}/log': {
      get: {
        operationId: 'readDeploymentLog',
        tags: ['deployments'],
        summary: 'The log from a cursor on',
        description:
          'Give `after` from the last answer to read on, until `complete`. `wait` keeps the call open for so many seconds\nwhile there is nothing new. Any replica can answer any call.\n',
        parameters: [
          { $ref: '#/components/parameters/uid' },
          { name: 'after', in: 'query', schema: { type: 'string', maxLength: 512 } },
          { $ref: '#/components/parameters/limit' },
          {
            name: 'wait',
            in: 'query',
            description: 'Seconds, default 0.',
            schema: { type: 'integer', minimum: 0, maximum: 20 },
          },
        ],
        responses: {
          '200': {
            description: 'Lines of the log, oldest first',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/LogPage' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}/cancel': {
      post: {
        operationId: 'cancelDeployment',
        tags: ['deployments'],
        summary: 'Stops a deployment that has not ended',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The deployment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}/retry': {
      post: {
        operationId: 'retryDeployment',
        tags: ['deployments'],
        summary:
          'Submits again what a deployment was to bring, as a new deployment that refers to it',
        parameters: [
          { $ref: '#/components/parameters/uid' },
          {
            name: 'Idempotency-Key',
            in: 'header',
            description:
              'Makes a second call with the same body give the first answer, for 24 hours.',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: { actor: { $ref: '#/components/schemas/Actor' } },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The new deployment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/deployments/{uid}/approvals': {
      post: {
        operationId: 'decideDeployment',
        tags: ['deployments'],
        summary: 'Approves or rejects a plan that waits for approval',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/DecideDeploymentRequest' },
              example: {
                planHash: '9f2c1e',
                verdict: 'approved',
                reason: 'Checked with the database team',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The deployment',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Deployment' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resources': {
      get: {
        operationId: 'listActiveResources',
        tags: ['resources'],
        summary: 'Active resources that the caller may see',
        parameters: [
          {
            name: 'application',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 63 },
          },
          { $ref: '#/components/parameters/environmentFilter' },
          { $ref: '#/components/parameters/workloadFilter' },
          { name: 'type', in: 'query', schema: { type: 'string', minLength: 1, maxLength: 128 } },
          {
            name: 'class',
            in: 'query',
            description: 'Only together with type.',
            schema: { type: 'string', minLength: 1, maxLength: 128 },
          },
          { name: 'driver', in: 'query', schema: { type: 'string', minLength: 1, maxLength: 128 } },
          {
            name: 'role',
            in: 'query',
            schema: { type: 'string', enum: ['current', 'orphan', 'replaced'] },
          },
          {
            name: 'presence',
            in: 'query',
            schema: { type: 'string', enum: ['present', 'absent', 'unknown', 'not-checked'] },
          },
          {
            name: 'deletionPending',
            in: 'query',
            description: 'Whether a person has yet to decide about its destruction.',
            schema: { type: 'boolean' },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of active resources',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ActiveResourcePage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resources/{uid}': {
      get: {
        operationId: 'getActiveResource',
        tags: ['resources'],
        summary: 'One active resource',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The active resource',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ActiveResource' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resources/{uid}/resolution': {
      post: {
        operationId: 'resolveResource',
        tags: ['resources'],
        summary: 'Says whether a resource exists of which no driver could tell',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['presence', 'reason'],
                additionalProperties: false,
                properties: {
                  presence: { type: 'string', enum: ['present', 'absent'] },
                  reason: { $ref: '#/components/schemas/Reason' },
                },
              },
              example: { presence: 'absent', reason: 'Not in the console any more' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The active resource as it is now; of one that is absent, as it was',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ActiveResource' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resources/{uid}/destruction': {
      post: {
        operationId: 'decideDestruction',
        tags: ['resources'],
        summary:
          'Says what becomes of something that was left behind, and submits the deployment that destroys it',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['decision', 'reason'],
                additionalProperties: false,
                properties: {
                  decision: { type: 'string', enum: ['destroy', 'keep'] },
                  reason: { $ref: '#/components/schemas/Reason' },
                },
              },
              example: { decision: 'destroy', reason: 'Its data has moved' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The active resource, and the deployment that destroys it',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['resource'],
                  properties: {
                    resource: { $ref: '#/components/schemas/ActiveResource' },
                    deployment: { $ref: '#/components/schemas/Deployment' },
                  },
                },
              },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions': {
      get: {
        operationId: 'listDefinitions',
        tags: ['registry'],
        summary: 'Resource definitions that the caller may see, sorted by name',
        parameters: [
          { name: 'type', in: 'query', schema: { type: 'string', minLength: 1, maxLength: 63 } },
          { name: 'driver', in: 'query', schema: { type: 'string', minLength: 1, maxLength: 128 } },
          {
            name: 'status',
            in: 'query',
            description: 'Of the default version; of a definition without one, of the newest.',
            schema: { $ref: '#/components/schemas/VersionStatus' },
          },
          {
            name: 'owner',
            in: 'query',
            description: 'Entity reference, as the manifest has it.',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
          {
            name: 'text',
            in: 'query',
            description: 'Part of the name or title.',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of definitions',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DefinitionPage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createDefinition',
        tags: ['registry'],
        summary: 'Saves a new definition that people write here',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/SaveManifestRequest' } },
          },
        },
        responses: {
          '201': {
            description: 'The definition',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Definition' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}': {
      get: {
        operationId: 'getDefinition',
        tags: ['registry'],
        summary: 'One resource definition',
        parameters: [
          { name: 'name', in: 'path', required: true, schema: { type: 'string', maxLength: 255 } },
        ],
        responses: {
          '200': {
            description: 'The definition',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Definition' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      put: {
        operationId: 'updateDefinition',
        tags: ['registry'],
        summary: 'Saves a definition that people write here; what a source declares is read-only',
        parameters: [{ $ref: '#/components/parameters/definition' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/SaveManifestRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The definition',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Definition' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteDefinition',
        tags: ['registry'],
        summary: 'Archives a definition; what exists keeps it',
        parameters: [
          { $ref: '#/components/parameters/definition' },
          { $ref: '#/components/parameters/confirmImpact' },
        ],
        responses: {
          '200': {
            description: 'The definition as it was',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Definition' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}/manifest': {
      get: {
        operationId: 'getDefinitionManifest',
        tags: ['registry'],
        summary: 'The manifest of a definition as YAML; as it was written where it was saved here',
        parameters: [{ $ref: '#/components/parameters/definition' }],
        responses: {
          '200': {
            description: 'The text, and whether it can be saved here',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Manifest' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}/versions': {
      get: {
        operationId: 'listDefinitionVersions',
        tags: ['registry'],
        summary: 'All versions of a definition, newest first, in one page',
        parameters: [{ $ref: '#/components/parameters/definition' }],
        responses: {
          '200': {
            description: 'All versions',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DefinitionVersionPage' },
              },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}/versions/{version}/manifest': {
      get: {
        operationId: 'getDefinitionVersionManifest',
        tags: ['registry'],
        summary: 'One version of a definition as canonical YAML',
        parameters: [
          { $ref: '#/components/parameters/definition' },
          { $ref: '#/components/parameters/version' },
        ],
        responses: {
          '200': {
            description: 'The text, and whether it can be saved here',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Manifest' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}/versions/{version}/status': {
      post: {
        operationId: 'changeVersionStatus',
        tags: ['registry'],
        summary: 'Sorts a version out as defective or archived, or restores it as proposed',
        description:
          'A default that turns out to be defective leaves matching at once, with its criteria; what exists keeps it. One that\nis deprecated does the same, but only once its impact is confirmed where it takes something away. The default is\nchanged by promoting another version.\n',
        parameters: [
          { $ref: '#/components/parameters/definition' },
          { $ref: '#/components/parameters/version' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ChangeVersionStatusRequest' },
              example: { status: 'defective', reason: 'Makes databases without backups.' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The version',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DefinitionVersion' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}/usage': {
      get: {
        operationId: 'listDefinitionUsage',
        tags: ['registry'],
        summary: 'Who uses a definition, down to each row of the ledger that the caller may see',
        parameters: [
          { $ref: '#/components/parameters/definition' },
          {
            name: 'version',
            in: 'query',
            description: 'Only what this version has made.',
            schema: { type: 'integer', minimum: 1, maximum: 2147483647 },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of active resources, of any role',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ActiveResourcePage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definitions/{name}/rollouts': {
      get: {
        operationId: 'listRollouts',
        tags: ['rollouts'],
        summary: 'Staged rollouts of a definition, newest first',
        parameters: [
          { $ref: '#/components/parameters/definition' },
          {
            name: 'status',
            in: 'query',
            schema: { type: 'string', enum: ['running', 'paused', 'succeeded', 'stopped'] },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of rollouts',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/RolloutPage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'startRollout',
        tags: ['rollouts'],
        summary:
          'Brings a version to what the definition has made, wave by wave of environment types',
        description:
          'In each wave every environment in which the definition has made something gets a deployment of kind `rollout`. After\nthe last wave the version becomes the default. What a rollout would do is told by `POST /v1/impact` with `rollout`;\none that takes something away is refused until its report is confirmed.\n',
        parameters: [{ $ref: '#/components/parameters/definition' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/StartRolloutRequest' },
              example: { version: 4, waves: [['development'], ['staging', 'production']] },
            },
          },
        },
        responses: {
          '201': {
            description: 'The rollout; its first wave has begun',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Rollout' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/rollouts/{uid}': {
      get: {
        operationId: 'getRollout',
        tags: ['rollouts'],
        summary: 'How far a rollout is',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The rollout',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Rollout' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/rollouts/{uid}/environments': {
      get: {
        operationId: 'listRolloutEnvironments',
        tags: ['rollouts'],
        summary: 'How far a rollout is in the environments that the caller may see',
        description: 'Those of begun waves, by wave, application and name.\n',
        parameters: [
          { $ref: '#/components/parameters/uid' },
          {
            name: 'status',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['pending', 'running', 'succeeded', 'failed', 'skipped'],
            },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of environments',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RolloutEnvironmentPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/rollouts/{uid}/pause': {
      post: {
        operationId: 'pauseRollout',
        tags: ['rollouts'],
        summary: 'Begins nothing more until the rollout is resumed',
        description: 'Deployments that are under way come to their end.\n',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/ChangeRolloutRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The rollout',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Rollout' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/rollouts/{uid}/resume': {
      post: {
        operationId: 'resumeRollout',
        tags: ['rollouts'],
        summary: 'Goes on with a rollout that is paused',
        description: 'Environments whose deployments failed get another one.\n',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/ResumeRolloutRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The rollout',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Rollout' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/rollouts/{uid}/stop': {
      post: {
        operationId: 'stopRollout',
        tags: ['rollouts'],
        summary: 'Ends a rollout where it is',
        description:
          'Deployments that have changed nothing yet are cancelled; what has been reached keeps what it has.\n',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/ChangeRolloutRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The rollout',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Rollout' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/promotions': {
      post: {
        operationId: 'promoteVersions',
        tags: ['registry'],
        summary: 'Makes versions the defaults of their definitions, all of them or none',
        description:
          'The criteria of their manifests come into force with them. What exists keeps its version until its request\nchanges, a rollout wave reaches it or a refresh is asked for.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PromoteRequest' },
              example: { versions: [{ definition: 'postgres-production', version: 4 }] },
            },
          },
        },
        responses: {
          '200': {
            description: 'The versions as they are now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DefinitionVersionPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definition-tests': {
      get: {
        operationId: 'listDefinitionTests',
        tags: ['registry'],
        summary: 'Tests of definitions by name, in one page',
        responses: {
          '200': {
            description: 'All tests',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DefinitionTestPage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definition-tests/run': {
      post: {
        operationId: 'runDefinitionTests',
        tags: ['registry'],
        summary: 'Runs tests against what is in force, or what a change would bring into force',
        description: 'Before every sync the stored ones run by themselves.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/RunDefinitionTestsRequest' },
              example: {},
            },
          },
        },
        responses: {
          '200': {
            description: 'What came of each test',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DefinitionTestResultPage' },
              },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definition-tests/{name}': {
      put: {
        operationId: 'saveDefinitionTest',
        tags: ['registry'],
        summary:
          'Saves one test that people write here; one that fails is refused with what came instead',
        parameters: [{ $ref: '#/components/parameters/testName' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/SaveManifestRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The test',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DefinitionTest' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteDefinitionTest',
        tags: ['registry'],
        summary: 'Deletes one test that was saved here',
        parameters: [{ $ref: '#/components/parameters/testName' }],
        responses: {
          '200': {
            description: 'What was deleted',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Named' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/definition-tests/{name}/manifest': {
      get: {
        operationId: 'getDefinitionTestManifest',
        tags: ['registry'],
        summary: 'The manifest of a test as YAML; as it was written where it was saved here',
        parameters: [{ $ref: '#/components/parameters/testName' }],
        responses: {
          '200': {
            description: 'The text, and whether it can be saved here',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Manifest' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/impact': {
      post: {
        operationId: 'askImpact',
        tags: ['impact'],
        summary: 'What a change would do to every environment, node by node',
        description:
          'Nothing is changed. For a few environments the report comes at once; for many it is `pending`, is made by a task\nof the queue, and is asked for again by its uid.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ImpactChange' },
              example: { promote: [{ definition: 'postgres-production', version: 4 }] },
            },
          },
        },
        responses: {
          '201': {
            description: 'The report',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ImpactReport' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/impact/{uid}': {
      get: {
        operationId: 'getImpact',
        tags: ['impact'],
        summary: 'An impact report, immutable once it is done',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The report, with the environments that the caller may see',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ImpactReport' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/pins': {
      get: {
        operationId: 'listPins',
        tags: ['pins'],
        summary: 'Pins, in the order in which they were made',
        parameters: [
          {
            name: 'application',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 63 },
          },
          { $ref: '#/components/parameters/environmentFilter' },
          {
            name: 'definition',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 63 },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of pins',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/PinPage' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'setPin',
        tags: ['pins'],
        summary: 'Binds a node to a version of a definition, whatever would match',
        description:
          'In one environment, or in all environments of the application that have no pin of their own for the node. It\ntakes effect with the next deployment that reaches the node, in place of an earlier pin of the same scope.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/SetPinRequest' },
              example: {
                application: 'shop',
                environment: 'production',
                node: 'postgres.default#web.db',
                definition: 'postgres-production',
                version: 3,
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The pin',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pin' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/pins/{uid}': {
      delete: {
        operationId: 'deletePin',
        tags: ['pins'],
        summary: 'Lets a node be matched again',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The pin that was',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pin' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/webhooks': {
      get: {
        operationId: 'listWebhooks',
        tags: ['webhooks'],
        summary: 'Webhooks, in the order in which they were made',
        parameters: [
          {
            name: 'application',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 63 },
          },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of webhooks',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/WebhookPage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createWebhook',
        tags: ['webhooks'],
        summary: 'Has an address told what happens in environments',
        description:
          'The address and the secret are stored encrypted and never given back. See docs/webhooks.md.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/CreateWebhookRequest' } },
          },
        },
        responses: {
          '201': {
            description: 'The webhook',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Webhook' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/webhooks/{uid}': {
      get: {
        operationId: 'getWebhook',
        tags: ['webhooks'],
        summary: 'One webhook',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The webhook',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Webhook' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      patch: {
        operationId: 'updateWebhook',
        tags: ['webhooks'],
        summary: 'Changes what is given of a webhook',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/UpdateWebhookRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The webhook',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Webhook' } } },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteWebhook',
        tags: ['webhooks'],
        summary: 'Removes a webhook with its deliveries',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '200': {
            description: 'The webhook that was',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Webhook' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/webhooks/{uid}/ping': {
      post: {
        operationId: 'pingWebhook',
        tags: ['webhooks'],
        summary: 'Sends a test to a webhook',
        parameters: [{ $ref: '#/components/parameters/uid' }],
        responses: {
          '201': {
            description: 'The delivery',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Delivery' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/webhooks/{uid}/deliveries': {
      get: {
        operationId: 'listDeliveries',
        tags: ['webhooks'],
        summary: 'Deliveries to a webhook, the newest first',
        parameters: [
          { $ref: '#/components/parameters/uid' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of deliveries',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DeliveryPage' } },
            },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/webhooks/{uid}/deliveries/{delivery}/redeliver': {
      post: {
        operationId: 'redeliver',
        tags: ['webhooks'],
        summary: 'Sends a delivery that ended again, under the same id',
        parameters: [
          { $ref: '#/components/parameters/uid' },
          {
            name: 'delivery',
            in: 'path',
            required: true,
            description: 'UUID of the delivery.',
            schema: { type: 'string', maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The delivery',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Delivery' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/outbox/failures': {
      get: {
        operationId: 'listOutboxFailures',
        tags: ['outbox'],
        summary: 'Messages that could not be told, the oldest first',
        description:
          'Those that are still tried again, and those that were set aside so that others are told.\n',
        parameters: [
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'A page of messages',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/OutboxFailurePage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/outbox/failures/{id}/retry': {
      post: {
        operationId: 'retryOutboxMessage',
        tags: ['outbox'],
        summary: 'Has a message that was set aside told again, at once',
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: 'Id of the message.',
            schema: { type: 'string', maxLength: 32 },
          },
        ],
        responses: {
          '200': {
            description: 'The message',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/OutboxMessageRef' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resource-types': {
      get: {
        operationId: 'listResourceTypes',
        tags: ['registry'],
        summary: 'Resource types by name; without a limit all of them in one page',
        parameters: [
          { name: 'use', in: 'query', schema: { type: 'string', enum: ['direct', 'internal'] } },
          {
            name: 'text',
            in: 'query',
            description: 'Part of the name or title.',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
          { $ref: '#/components/parameters/cursor' },
          {
            name: 'limit',
            in: 'query',
            description: 'Default all, at most 200.',
            schema: { type: 'integer', minimum: 1, maximum: 200 },
          },
        ],
        responses: {
          '200': {
            description: 'All resource types',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ResourceTypePage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resource-types/{name}': {
      put: {
        operationId: 'saveResourceType',
        tags: ['registry'],
        summary:
          'Saves one resource type that people write here; what a source declares is read-only',
        parameters: [{ $ref: '#/components/parameters/typeName' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/SaveManifestRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The resource type',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ResourceType' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteResourceType',
        tags: ['registry'],
        summary: 'Deletes one resource type, unless something needs it',
        parameters: [
          { $ref: '#/components/parameters/typeName' },
          { $ref: '#/components/parameters/confirmImpact' },
        ],
        responses: {
          '200': {
            description: 'What was deleted',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Named' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/resource-types/{name}/manifest': {
      get: {
        operationId: 'getResourceTypeManifest',
        tags: ['registry'],
        summary:
          'The manifest of a resource type as YAML; as it was written where it was saved here',
        parameters: [{ $ref: '#/components/parameters/typeName' }],
        responses: {
          '200': {
            description: 'The text, and whether it can be saved here',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Manifest' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/environment-types': {
      get: {
        operationId: 'listEnvironmentTypes',
        tags: ['registry'],
        summary: 'All environment types in the order of promotion, in one page',
        responses: {
          '200': {
            description: 'All environment types',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/EnvironmentTypePage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/environment-types/{name}': {
      put: {
        operationId: 'saveEnvironmentType',
        tags: ['registry'],
        summary:
          'Saves one environment type that people write here; what a source declares is read-only',
        parameters: [{ $ref: '#/components/parameters/typeName' }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/SaveManifestRequest' } },
          },
        },
        responses: {
          '200': {
            description: 'The environment type',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/EnvironmentType' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'deleteEnvironmentType',
        tags: ['registry'],
        summary: 'Deletes one environment type, unless something needs it',
        parameters: [
          { $ref: '#/components/parameters/typeName' },
          { $ref: '#/components/parameters/confirmImpact' },
        ],
        responses: {
          '200': {
            description: 'What was deleted',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Named' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          '409': { $ref: '#/components/responses/Conflict' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/environment-types/{name}/manifest': {
      get: {
        operationId: 'getEnvironmentTypeManifest',
        tags: ['registry'],
        summary:
          'The manifest of an environment type as YAML; as it was written where it was saved here',
        parameters: [{ $ref: '#/components/parameters/typeName' }],
        responses: {
          '200': {
            description: 'The text, and whether it can be saved here',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Manifest' } } },
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/drivers': {
      get: {
        operationId: 'listDrivers',
        tags: ['registry'],
        summary: 'All drivers, in one page',
        responses: {
          '200': {
            description: 'All drivers',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DriverPage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/sources': {
      get: {
        operationId: 'listManifestSources',
        tags: ['registry'],
        summary: 'Where manifests come from and what is wrong there, in one page',
        parameters: [
          { name: 'status', in: 'query', schema: { type: 'string', enum: ['ok', 'degraded'] } },
          {
            name: 'text',
            in: 'query',
            description: 'Part of the name or target.',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
        ],
        responses: {
          '200': {
            description: 'All sources',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ManifestSourcePage' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/explain': {
      post: {
        operationId: 'explainMatch',
        tags: ['registry'],
        summary: 'Which definition a request matches, and why the others do not',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ExplainRequest' },
              example: {
                application: 'shop',
                environment: 'staging',
                type: 'postgres',
                id: 'web.db',
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The explanation',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/MatchExplanation' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/score/validate': {
      post: {
        operationId: 'validateScore',
        tags: ['score'],
        summary: 'Checks a Score file without keeping it',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/ValidateScoreRequest' },
              example: { content: 'apiVersion: score.dev/v1b1', name: 'score.yaml' },
            },
          },
        },
        responses: {
          '200': {
            description: 'The verdict with all problems',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ScoreValidation' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '413': { $ref: '#/components/responses/TooLarge' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/v1/score/component': {
      get: {
        operationId: 'getComponentScoreFile',
        tags: ['score'],
        summary: 'The Score file of a catalog Component, found by its annotations',
        parameters: [
          {
            name: 'component',
            in: 'query',
            required: true,
            description: 'Entity reference of the Component.',
            allowReserved: true,
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
        ],
        responses: {
          '200': {
            description: 'The text and where it is',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/ComponentScoreFile' } },
            },
          },
          '400': { $ref: '#/components/responses/BadRequest' },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
  },
  components: {
    parameters: {
      application: {
        name: 'application',
        in: 'path',
        required: true,
        description: 'Name of the application.',
        schema: { type: 'string', maxLength: 255 },
      },
      environment: {
        name: 'environment',
        in: 'path',
        required: true,
        description: 'Name of the environment.',
        schema: { type: 'string', maxLength: 255 },
      },
      uid: {
        name: 'uid',
        in: 'path',
        required: true,
        description: 'UUID of the row.',
        schema: { type: 'string', maxLength: 64 },
      },
      idempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        description:
          'A second call with the same body gives the first answer for 24 hours, and another body under the same key is a\nconflict. The key belongs to the environment, also where another one takes its name later.\n',
        schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
      },
      definition: {
        name: 'name',
        in: 'path',
        required: true,
        description: 'Name of the definition.',
        schema: { type: 'string', maxLength: 255 },
      },
      confirmImpact: {
        name: 'confirmImpact',
        in: 'query',
        description: 'Uid of the impact report that shows what the change takes away.',
        schema: { type: 'string', minLength: 1, maxLength: 64 },
      },
      typeName: {
        name: 'name',
        in: 'path',
        required: true,
        description: 'Name of the type.',
        schema: { type: 'string', maxLength: 255 },
      },
      testName: {
        name: 'name',
        in: 'path',
        required: true,
        description: 'Name of the test.',
        schema: { type: 'string', maxLength: 255 },
      },
      version: {
        name: 'version',
        in: 'path',
        required: true,
        description: 'Number of the version.',
        schema: { type: 'string', pattern: '^[1-9][0-9]{0,8}$' },
      },
      environmentFilter: {
        name: 'environment',
        in: 'query',
        description: 'Name of an environment.',
        schema: { type: 'string', minLength: 1, maxLength: 63 },
      },
      workloadFilter: {
        name: 'workload',
        in: 'query',
        description: 'Name of a workload.',
        schema: { type: 'string', minLength: 1, maxLength: 63 },
      },
      cursor: {
        name: 'cursor',
        in: 'query',
        description: '`nextCursor` of the page before; opaque.',
        schema: { type: 'string', minLength: 1, maxLength: 1024 },
      },
      limit: {
        name: 'limit',
        in: 'query',
        description: 'Default 50, at most 200.',
        schema: { type: 'integer', minimum: 1, maximum: 200 },
      },
    },
    responses: {
      BadRequest: {
        description:
          'The call or a file in it is wrong; `error.problems` lists what is wrong in a file',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            example: {
              error: {
                name: 'InputError',
                message: 'score.yaml:3:15 /containers/web/image: The image is missing.',
                problems: [
                  {
                    severity: 'error',
                    code: 'schema',
                    message: 'The image is missing.',
                    source: 'score.yaml',
                    line: 3,
                    column: 15,
                    pointer: '/containers/web/image',
                  },
                ],
              },
            },
          },
        },
      },
      NotFound: {
        description: 'There is no such thing, or the caller may not know of it',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      Conflict: {
        description: 'The state of things, or another call, is in the way',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      TooLarge: {
        description: 'The body is larger than 1 MiB',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      Error: {
        description:
          'Not authenticated (401), not allowed (403), or a fault of the server (500, 503)',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
              problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
              report: { $ref: '#/components/schemas/ImpactReport' },
            },
          },
        },
      },
      Labels: {
        type: 'object',
        maxProperties: 64,
        propertyNames: {
          type: 'string',
          pattern: '^[A-Za-z0-9]([A-Za-z0-9._/-]{0,251}[A-Za-z0-9])?$',
        },
        additionalProperties: { type: 'string', maxLength: 255 },
      },
      Name: {
        type: 'string',
        description: 'A DNS label.',
        minLength: 2,
        maxLength: 63,
        pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
      },
      JsonObject: { type: 'object', additionalProperties: true },
      Problem: {
        type: 'object',
        required: ['severity', 'code', 'message', 'source', 'pointer'],
        properties: {
          severity: { type: 'string', enum: ['error', 'warning'] },
          code: { type: 'string' },
          message: { type: 'string' },
          source: { type: 'string' },
          line: { type: 'integer' },
          column: { type: 'integer' },
          pointer: { type: 'string' },
          hint: { type: 'string' },
        },
      },
      Application: {
        type: 'object',
        required: ['uid', 'name', 'labels', 'createdAt'],
        properties: {
          uid: { type: 'string' },
          name: { type: 'string' },
          title: { type: 'string' },
          labels: { $ref: '#/components/schemas/Labels' },
          systemRef: { type: 'string' },
          ownerRef: { type: 'string' },
          createdAt: { type: 'string' },
        },
      },
      ApplicationPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Application' } },
          nextCursor: { type: 'string' },
        },
      },
      CreateApplicationRequest: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { $ref: '#/components/schemas/Name' },
          title: { type: 'string', maxLength: 255 },
          labels: { $ref: '#/components/schemas/Labels' },
          systemRef: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      Environment: {
        type: 'object',
        required: [
          'uid',
          'application',
          'name',
          'type',
          'order',
          'labels',
          'status',
          'workloads',
          'createdAt',
        ],
        properties: {
          uid: { type: 'string' },
          application: { type: 'string' },
          name: { type: 'string' },
          type: { type: 'string' },
          order: { type: 'number' },
          labels: { $ref: '#/components/schemas/Labels' },
          status: {
            type: 'string',
            enum: ['active', 'paused', 'deleting', 'delete-failed', 'deleted'],
          },
          workloads: { type: 'array', items: { type: 'string' } },
          pause: { $ref: '#/components/schemas/EnvironmentPause' },
          holds: { type: 'array', items: { $ref: '#/components/schemas/EnvironmentHold' } },
          expiresAt: { type: 'string' },
          createdAt: { type: 'string' },
        },
      },
      EnvironmentPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Environment' } },
          nextCursor: { type: 'string' },
        },
      },
      CreateEnvironmentRequest: {
        type: 'object',
        required: ['name', 'type'],
        additionalProperties: false,
        properties: {
          name: { $ref: '#/components/schemas/Name' },
          type: { type: 'string', minLength: 1, maxLength: 63 },
          labels: { $ref: '#/components/schemas/Labels' },
          expiresIn: { $ref: '#/components/schemas/Lifetime' },
        },
      },
      SubmittedScoreFile: {
        type: 'object',
        additionalProperties: false,
        description: 'Exactly one of `content` and `component`.',
        properties: {
          content: { type: 'string', minLength: 1 },
          component: { type: 'string', minLength: 1, maxLength: 255 },
          name: { type: 'string', minLength: 1, maxLength: 255 },
          images: {
            type: 'object',
            maxProperties: 100,
            additionalProperties: { type: 'string', minLength: 1, maxLength: 1024 },
          },
          overrides: { $ref: '#/components/schemas/JsonObject' },
          source: {
            type: 'object',
            required: ['repository', 'path'],
            additionalProperties: false,
            properties: {
              repository: { type: 'string', minLength: 1, maxLength: 1024 },
              path: { type: 'string', minLength: 1, maxLength: 1024 },
            },
          },
        },
      },
      DeleteEnvironmentRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          planOnly: { type: 'boolean' },
          comment: { type: 'string', maxLength: 4096 },
          actor: { $ref: '#/components/schemas/Actor' },
        },
      },
      WorkloadNames: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: { $ref: '#/components/schemas/Name' },
      },
      RollBackRequest: {
        type: 'object',
        required: ['deployment'],
        additionalProperties: false,
        properties: {
          deployment: { type: 'string', minLength: 1, maxLength: 64 },
          workloads: { $ref: '#/components/schemas/WorkloadNames' },
          wholeEnvironment: { type: 'boolean' },
          planOnly: { type: 'boolean' },
          comment: { type: 'string', maxLength: 4096 },
          onBusy: { type: 'string', enum: ['queue', 'refuse', 'supersede'] },
          actor: { $ref: '#/components/schemas/Actor' },
        },
      },
      PromoteWorkloadsRequest: {
        type: 'object',
        required: ['from'],
        additionalProperties: false,
        properties: {
          from: { type: 'string', minLength: 1, maxLength: 63 },
          workloads: { $ref: '#/components/schemas/WorkloadNames' },
          planOnly: { type: 'boolean' },
          comment: { type: 'string', maxLength: 4096 },
          onBusy: { type: 'string', enum: ['queue', 'refuse', 'supersede'] },
          actor: { $ref: '#/components/schemas/Actor' },
        },
      },
      RefreshRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          workloads: { $ref: '#/components/schemas/WorkloadNames' },
          planOnly: { type: 'boolean' },
          comment: { type: 'string', maxLength: 4096 },
          onBusy: { type: 'string', enum: ['queue', 'refuse', 'supersede'] },
          actor: { $ref: '#/components/schemas/Actor' },
        },
      },
      CloneEnvironmentRequest: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { $ref: '#/components/schemas/Name' },
          type: { type: 'string', minLength: 1, maxLength: 63 },
          labels: { $ref: '#/components/schemas/Labels' },
          expiresIn: { $ref: '#/components/schemas/Lifetime' },
          workloads: { $ref: '#/components/schemas/WorkloadNames' },
          comment: { type: 'string', maxLength: 4096 },
          actor: { $ref: '#/components/schemas/Actor' },
        },
      },
      ChangeEnvironmentRequest: {
        type: 'object',
        required: ['expiresIn'],
        additionalProperties: false,
        properties: { expiresIn: { $ref: '#/components/schemas/Lifetime' } },
      },
      Lifetime: {
        type: 'string',
        description:
          'Of a preview, how long it lives from now on; of a new one the default is as its type says.',
        pattern: '^([1-9][0-9]{0,5}(m|h|d|w)|never)$',
      },
      PauseEnvironmentRequest: {
        type: 'object',
        required: ['reason'],
        additionalProperties: false,
        properties: {
          reason: { $ref: '#/components/schemas/Reason' },
          refuse: { type: 'boolean' },
        },
      },
      ReleaseHoldsRequest: {
        type: 'object',
        additionalProperties: false,
        properties: { deployment: { type: 'string', minLength: 1, maxLength: 64 } },
      },
      EnvironmentPause: {
        type: 'object',
        required: ['by', 'reason', 'at', 'refuses'],
        properties: {
          by: { type: 'string' },
          reason: { type: 'string' },
          at: { type: 'string' },
          refuses: { type: 'boolean' },
        },
      },
      EnvironmentHold: {
        type: 'object',
        required: ['deployment', 'workloads', 'by', 'at'],
        properties: {
          deployment: { $ref: '#/components/schemas/DeploymentReference' },
          workloads: { type: 'array', items: { type: 'string' } },
          by: { type: 'string' },
          at: { type: 'string' },
        },
      },
      SubmitDeploymentRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          scoreFiles: {
            type: 'array',
            maxItems: 100,
            items: { $ref: '#/components/schemas/SubmittedScoreFile' },
          },
          remove: { type: 'array', maxItems: 100, items: { $ref: '#/components/schemas/Name' } },
          planOnly: { type: 'boolean' },
          comment: { type: 'string', maxLength: 4096 },
          commit: { type: 'string', maxLength: 255 },
          branch: { type: 'string', maxLength: 255 },
          tag: { type: 'string', maxLength: 255 },
          onBusy: { type: 'string', enum: ['queue', 'refuse', 'supersede'] },
          actor: { $ref: '#/components/schemas/Actor' },
        },
      },
      Actor: {
        type: 'string',
        description:
          'From a service, the entity reference of the person for whom it submits. They count as the requester, and so may not\napprove it.\n',
        minLength: 1,
        maxLength: 255,
      },
      Reason: { type: 'string', pattern: '\\S', maxLength: 4096 },
      DeploymentReference: {
        type: 'object',
        required: ['uid', 'number'],
        properties: { uid: { type: 'string' }, number: { type: 'integer' } },
      },
      DecideDeploymentRequest: {
        type: 'object',
        required: ['planHash', 'verdict'],
        additionalProperties: false,
        properties: {
          planHash: { type: 'string', minLength: 1, maxLength: 64 },
          verdict: { type: 'string', enum: ['approved', 'rejected'] },
          reason: { type: 'string', maxLength: 4096 },
        },
      },
      Deployment: {
        type: 'object',
        required: [
          'uid',
          'application',
          'environment',
          'number',
          'kind',
          'status',
          'planOnly',
          'workloads',
          'removed',
          'requestedBy',
          'createdAt',
        ],
        properties: {
          uid: { type: 'string' },
          application: { type: 'string' },
          environment: { type: 'string' },
          number: { type: 'integer' },
          kind: {
            type: 'string',
            enum: [
              'deploy',
              'destroy',
              'rollback',
              'promote',
              'clone',
              'refresh',
              'rollout',
              'drift-repair',
            ],
          },
          status: {
            type: 'string',
            enum: [
              'pending',
              'planning',
              'awaiting-approval',
              'applying',
              'verifying',
              'planned',
              'succeeded',
              'failed',
              'needs-attention',
              'rejected',
              'cancelled',
              'superseded',
            ],
          },
          planOnly: { type: 'boolean' },
          workloads: { type: 'array', items: { type: 'string' } },
          removed: { type: 'array', items: { type: 'string' } },
          destroys: { type: 'array', items: { type: 'string' } },
          rollbackTo: { $ref: '#/components/schemas/DeploymentReference' },
          from: { type: 'string' },
          warnings: { type: 'array', items: { type: 'string' } },
          requestedBy: { type: 'string' },
          submittedBy: { type: 'string' },
          retryOf: { $ref: '#/components/schemas/DeploymentReference' },
          supersededBy: { $ref: '#/components/schemas/DeploymentReference' },
          cancelRequestedBy: { type: 'string' },
          comment: { type: 'string' },
          commit: { type: 'string' },
          createdAt: { type: 'string' },
          startedAt: { type: 'string' },
          finishedAt: { type: 'string' },
          planHash: { type: 'string' },
          error: { type: 'string' },
          approvals: {
            type: 'object',
            required: ['required', 'given', 'reason'],
            properties: {
              required: { type: 'integer' },
              reason: { type: 'string' },
              given: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['by', 'verdict', 'at'],
                  properties: {
                    by: { type: 'string' },
                    verdict: { type: 'string', enum: ['approved', 'rejected'] },
                    reason: { type: 'string' },
                    at: { type: 'string' },
                  },
                },
              },
            },
          },
          summary: { type: 'object', additionalProperties: { type: 'integer' } },
        },
      },
      DeploymentPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Deployment' } },
          nextCursor: { type: 'string' },
        },
      },
      DeploymentNode: {
        type: 'object',
        required: ['node', 'status', 'action', 'attempts'],
        properties: {
          node: { type: 'string' },
          status: {
            type: 'string',
            enum: ['pending', 'running', 'succeeded', 'failed', 'skipped', 'needs-attention'],
          },
          action: { $ref: '#/components/schemas/PlanAction' },
          startedAt: { type: 'string' },
          finishedAt: { type: 'string' },
          error: { type: 'string' },
          errorClass: { type: 'string' },
          attempts: { type: 'integer' },
        },
      },
      DeploymentNodePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/DeploymentNode' } },
          nextCursor: { type: 'string' },
        },
      },
      PlanAction: {
        type: 'string',
        enum: [
          'create',
          'update',
          'replace',
          'move',
          'adopt',
          'unchanged',
          'retain',
          'destroy',
          'blocked',
        ],
      },
      PlanFinding: {
        type: 'object',
        required: ['policy', 'severity', 'message'],
        properties: {
          policy: { type: 'string' },
          severity: { type: 'string', enum: ['information', 'approval-needed', 'denied'] },
          message: { type: 'string' },
          node: { description: 'Absent: the plan as a whole.', type: 'string' },
          approvals: { description: 'How many people have to agree.', type: 'integer' },
        },
      },
      Plan: {
        type: 'object',
        required: ['hash', 'setHash', 'nodes', 'problems', 'fingerprint'],
        properties: {
          hash: { type: 'string' },
          sinceApproval: {
            description: 'What it would do otherwise than the plan that was approved before it.',
            type: 'object',
            required: ['hash', 'changes'],
            properties: {
              hash: { type: 'string' },
              changes: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['node', 'differences'],
                  properties: {
                    node: { type: 'string' },
                    actionBefore: { $ref: '#/components/schemas/PlanAction' },
                    action: { $ref: '#/components/schemas/PlanAction' },
                    differences: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/JsonObject' },
                    },
                  },
                },
              },
            },
          },
          setHash: { type: 'string' },
          fingerprint: { type: 'string' },
          findings: {
            description: 'What policies found, by policy, node and message.',
            type: 'array',
            items: { $ref: '#/components/schemas/PlanFinding' },
          },
          problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
          nodes: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                'node',
                'type',
                'class',
                'id',
                'action',
                'reason',
                'inScope',
                'dependsOn',
                'workloads',
              ],
              properties: {
                node: { type: 'string' },
                type: { type: 'string' },
                class: { type: 'string' },
                id: { type: 'string' },
                action: { $ref: '#/components/schemas/PlanAction' },
                reason: { type: 'string' },
                inScope: { type: 'boolean' },
                match: { $ref: '#/components/schemas/MatchExplanation' },
                dependsOn: { type: 'array', items: { type: 'string' } },
                workloads: { type: 'array', items: { type: 'string' } },
                differences: { type: 'array', items: { $ref: '#/components/schemas/JsonObject' } },
                problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
              },
              additionalProperties: true,
            },
          },
        },
      },
      LogPage: {
        type: 'object',
        required: ['items', 'after', 'complete'],
        properties: {
          items: {
            type: 'array',
            items: {
              type: 'object',
              required: ['cursor', 'at', 'level', 'message'],
              properties: {
                cursor: { type: 'string' },
                at: { type: 'string' },
                level: { type: 'string', enum: ['info', 'warn', 'error'] },
                phase: { type: 'string', enum: ['read', 'match', 'create', 'deploy'] },
                node: { type: 'string' },
                message: { type: 'string' },
              },
            },
          },
          after: { type: 'string' },
          complete: { type: 'boolean' },
        },
      },
      WorkloadStatus: {
        type: 'object',
        required: [
          'application',
          'environment',
          'environmentType',
          'workload',
          'images',
          'readiness',
          'resources',
        ],
        properties: {
          application: { type: 'string' },
          environment: { type: 'string' },
          environmentType: { type: 'string' },
          workload: { type: 'string' },
          images: { type: 'object', additionalProperties: { type: 'string' } },
          readiness: { type: 'string', enum: ['ready', 'progressing', 'degraded', 'not-checked'] },
          lastDeployment: { $ref: '#/components/schemas/Deployment' },
          lastSucceeded: { $ref: '#/components/schemas/Deployment' },
          resources: {
            type: 'array',
            items: {
              type: 'object',
              required: ['node', 'type', 'id', 'status'],
              properties: {
                node: { type: 'string' },
                type: { type: 'string' },
                id: { type: 'string' },
                status: { type: 'string', enum: ['ok', 'failed', 'pending'] },
              },
            },
          },
        },
      },
      WorkloadStatusPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/WorkloadStatus' } },
          nextCursor: { type: 'string' },
        },
      },
      ActiveResource: {
        type: 'object',
        required: [
          'uid',
          'application',
          'environment',
          'environmentUid',
          'node',
          'type',
          'class',
          'id',
          'role',
          'outputs',
        ],
        additionalProperties: true,
        properties: {
          uid: { type: 'string' },
          application: { type: 'string' },
          environment: { type: 'string' },
          environmentUid: { type: 'string' },
          environmentType: { type: 'string' },
          detached: {
            type: 'boolean',
            description: 'Its environment is deleted, and it was left behind.',
          },
          node: { type: 'string' },
          type: { type: 'string' },
          class: { type: 'string' },
          id: { type: 'string' },
          role: { type: 'string', enum: ['current', 'orphan', 'replaced'] },
          presence: { type: 'string', enum: ['present', 'absent', 'unknown', 'not-checked'] },
          readiness: { type: 'string', enum: ['ready', 'progressing', 'degraded', 'not-checked'] },
          outputs: { $ref: '#/components/schemas/JsonObject' },
        },
      },
      ActiveResourcePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/ActiveResource' } },
          nextCursor: { type: 'string' },
        },
      },
      Definition: {
        type: 'object',
        required: [
          'name',
          'type',
          'driver',
          'version',
          'status',
          'criteria',
          'spec',
          'source',
          'usage',
        ],
        properties: {
          name: { type: 'string' },
          title: { type: 'string' },
          owner: { type: 'string' },
          type: { type: 'string' },
          driver: { type: 'string' },
          version: { type: 'integer' },
          status: { $ref: '#/components/schemas/VersionStatus' },
          criteria: { type: 'array', items: { $ref: '#/components/schemas/JsonObject' } },
          spec: { $ref: '#/components/schemas/JsonObject' },
          source: {
            type: 'object',
            required: ['name', 'file'],
            properties: { name: { type: 'string' }, file: { type: 'string' } },
          },
          usage: { type: 'integer' },
        },
      },
      DefinitionPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Definition' } },
          nextCursor: { type: 'string' },
        },
      },
      VersionStatus: {
        type: 'string',
        enum: ['proposed', 'default', 'deprecated', 'defective', 'archived'],
      },
      DefinitionVersion: {
        type: 'object',
        required: [
          'definition',
          'version',
          'status',
          'spec',
          'criteria',
          'criteriaInForce',
          'createdAt',
          'usage',
        ],
        properties: {
          definition: { type: 'string' },
          version: { type: 'integer' },
          status: { $ref: '#/components/schemas/VersionStatus' },
          spec: { $ref: '#/components/schemas/JsonObject' },
          criteria: {
            description: 'What its manifest declares; in force when the version is promoted.',
            type: 'array',
            items: { $ref: '#/components/schemas/JsonObject' },
          },
          criteriaInForce: { type: 'boolean' },
          createdAt: { type: 'string' },
          changed: {
            type: 'object',
            required: ['by', 'at'],
            properties: {
              by: { type: 'string' },
              at: { type: 'string' },
              reason: { type: 'string' },
            },
          },
          usage: { type: 'integer' },
        },
      },
      DefinitionVersionPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/DefinitionVersion' } },
          nextCursor: { type: 'string' },
        },
      },
      PromoteRequest: {
        type: 'object',
        required: ['versions'],
        additionalProperties: false,
        properties: {
          versions: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            items: {
              type: 'object',
              required: ['definition', 'version'],
              additionalProperties: false,
              properties: {
                definition: { type: 'string', minLength: 1, maxLength: 63 },
                version: { type: 'integer', minimum: 1, maximum: 2147483647 },
              },
            },
          },
          reason: { type: 'string', maxLength: 2000 },
          confirmImpact: { $ref: '#/components/schemas/ConfirmImpact' },
        },
      },
      ChangeVersionStatusRequest: {
        type: 'object',
        required: ['status'],
        additionalProperties: false,
        properties: {
          status: { type: 'string', enum: ['proposed', 'deprecated', 'defective', 'archived'] },
          reason: { type: 'string', maxLength: 2000 },
          confirmImpact: {
            description:
              'Uid of the impact report that shows what deprecating takes away, where it takes something away.',
            type: 'string',
            maxLength: 64,
          },
        },
      },
      DefinitionTest: {
        type: 'object',
        required: ['name', 'context', 'request', 'expect', 'source'],
        properties: {
          name: { type: 'string' },
          context: { $ref: '#/components/schemas/JsonObject' },
          request: { $ref: '#/components/schemas/JsonObject' },
          expect: { $ref: '#/components/schemas/JsonObject' },
          source: { $ref: '#/components/schemas/JsonObject' },
        },
      },
      DefinitionTestPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/DefinitionTest' } },
          nextCursor: { type: 'string' },
        },
      },
      Manifest: {
        type: 'object',
        required: ['kind', 'name', 'manifest', 'form', 'readOnly'],
        properties: {
          kind: {
            type: 'string',
            enum: ['ResourceType', 'EnvironmentType', 'ResourceDefinition', 'DefinitionTest'],
          },
          name: { type: 'string' },
          version: { type: 'integer' },
          manifest: { type: 'string', description: 'YAML with one document.' },
          form: {
            description: 'As somebody saved it here, or made from what the registry holds.',
            type: 'string',
            enum: ['written', 'canonical'],
          },
          source: { $ref: '#/components/schemas/JsonObject' },
          readOnly: { type: 'boolean' },
        },
      },
      RunDefinitionTestsRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          manifests: {
            type: 'string',
            description:
              'YAML with manifests of kind DefinitionTest; without it all that are stored run.',
          },
          change: {
            description: 'The tests run against the registry as this change would leave it.',
            $ref: '#/components/schemas/ImpactChange',
          },
        },
      },
      DefinitionTestResultPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: {
              type: 'object',
              required: ['test', 'passed', 'nodes', 'failures'],
              properties: {
                test: { type: 'string' },
                passed: { type: 'boolean' },
                passedBefore: { type: 'boolean' },
                node: { type: 'string' },
                match: { $ref: '#/components/schemas/JsonObject' },
                inputs: {},
                nodes: { type: 'array', items: { type: 'string' } },
                failures: { type: 'array', items: { $ref: '#/components/schemas/JsonObject' } },
              },
            },
          },
          nextCursor: { type: 'string' },
        },
      },
      ImpactChange: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: {
          files: {
            description: 'Manifests that are added or changed.',
            type: 'array',
            maxItems: 1000,
            items: {
              type: 'object',
              required: ['name', 'content'],
              additionalProperties: false,
              properties: {
                name: { type: 'string', minLength: 1, maxLength: 1024 },
                content: { type: 'string' },
              },
            },
          },
          source: {
            description:
              'The files are all that this source declares; what else it declares now goes.',
            type: 'string',
            minLength: 1,
            maxLength: 63,
          },
          promote: {
            type: 'array',
            maxItems: 100,
            items: {
              type: 'object',
              required: ['definition', 'version'],
              additionalProperties: false,
              properties: {
                definition: { type: 'string', minLength: 1, maxLength: 63 },
                version: { type: 'integer', minimum: 1, maximum: 2147483647 },
              },
            },
          },
          rollout: {
            description: 'As promote, and what the definition has made is brought to the version.',
            type: 'object',
            required: ['definition', 'version'],
            additionalProperties: false,
            properties: {
              definition: { type: 'string', minLength: 1, maxLength: 63 },
              version: { type: 'integer', minimum: 1, maximum: 2147483647 },
            },
          },
          remove: {
            type: 'array',
            maxItems: 1000,
            items: {
              type: 'object',
              required: ['kind', 'name'],
              additionalProperties: false,
              properties: {
                kind: {
                  type: 'string',
                  enum: ['ResourceDefinition', 'ResourceType', 'EnvironmentType'],
                },
                name: { type: 'string', minLength: 1, maxLength: 63 },
              },
            },
          },
        },
      },
      ImpactReport: {
        type: 'object',
        required: ['uid', 'status', 'change', 'requestedBy', 'createdAt'],
        properties: {
          uid: { type: 'string' },
          status: { type: 'string', enum: ['pending', 'running', 'done', 'failed'] },
          change: { $ref: '#/components/schemas/JsonObject' },
          requestedBy: { type: 'string' },
          createdAt: { type: 'string' },
          error: { type: 'string' },
          registryRevision: { type: 'string' },
          summary: {
            description: 'Counts over all environments, also those that the caller may not see.',
            type: 'object',
            required: [
              'affected',
              'unaffected',
              'notEvaluated',
              'replaced',
              'destroyed',
              'blocked',
              'destructive',
            ],
            additionalProperties: { type: 'integer' },
          },
          environments: {
            type: 'array',
            items: { $ref: '#/components/schemas/EnvironmentImpact' },
          },
          hiddenEnvironments: {
            description:
              'How many environments are left out because the caller may not see them; absent for none.',
            type: 'integer',
          },
        },
      },
      EnvironmentImpact: {
        type: 'object',
        required: [
          'application',
          'environment',
          'environmentUid',
          'environmentType',
          'result',
          'reason',
          'nodes',
        ],
        properties: {
          application: { type: 'string' },
          environment: { type: 'string' },
          environmentUid: { type: 'string' },
          environmentType: { type: 'string' },
          result: { type: 'string', enum: ['affected', 'unaffected', 'not-evaluated'] },
          reason: { type: 'string' },
          rollouts: {
            description:
              "Rollouts under way that take in the environment's type. Where one has arrived, the environment is planned\nwith its version, elsewhere with the default.\n",
            type: 'array',
            items: {
              type: 'object',
              required: ['uid', 'definition', 'version', 'hasArrived'],
              properties: {
                uid: { type: 'string' },
                definition: { type: 'string' },
                version: { type: 'integer' },
                hasArrived: { type: 'boolean' },
              },
            },
          },
          nodes: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                'node',
                'reason',
                'stateful',
                'replaces',
                'destroys',
                'destructive',
                'knownAfter',
                'differences',
              ],
              properties: {
                node: { type: 'string' },
                action: { type: 'string' },
                actionBefore: { type: 'string' },
                reason: { type: 'string' },
                definition: { type: 'string' },
                version: { type: 'integer' },
                definitionBefore: { type: 'string' },
                versionBefore: { type: 'integer' },
                stateful: { type: 'boolean' },
                replaces: { type: 'boolean' },
                destroys: { type: 'boolean' },
                destructive: { type: 'boolean' },
                knownAfter: { type: 'boolean' },
                differences: { type: 'array', items: { $ref: '#/components/schemas/JsonObject' } },
              },
            },
          },
        },
      },
      StartRolloutRequest: {
        type: 'object',
        required: ['version'],
        additionalProperties: false,
        properties: {
          version: { type: 'integer', minimum: 1, maximum: 2147483647 },
          waves: {
            description:
              'Environment types, wave by wave. Default, every type in its order, one wave each.',
            type: 'array',
            minItems: 1,
            maxItems: 100,
            items: {
              type: 'array',
              minItems: 1,
              maxItems: 100,
              items: { type: 'string', minLength: 1, maxLength: 63 },
            },
          },
          concurrency: {
            description: 'Environments of a wave that are worked on at a time. Default 5.',
            type: 'integer',
            minimum: 1,
            maximum: 100,
          },
          confirmImpact: { type: 'string', minLength: 1, maxLength: 64 },
          reason: { type: 'string', minLength: 1, maxLength: 2000 },
        },
      },
      ChangeRolloutRequest: {
        type: 'object',
        additionalProperties: false,
        properties: { reason: { type: 'string', minLength: 1, maxLength: 2000 } },
      },
      ResumeRolloutRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          confirmImpact: {
            description: 'Takes the place of the report that was confirmed before.',
            type: 'string',
            minLength: 1,
            maxLength: 64,
          },
          reason: { type: 'string', minLength: 1, maxLength: 2000 },
        },
      },
      Rollout: {
        type: 'object',
        required: [
          'uid',
          'definition',
          'version',
          'status',
          'waves',
          'wave',
          'concurrency',
          'startedBy',
          'createdAt',
          'summary',
        ],
        properties: {
          uid: { type: 'string' },
          definition: { type: 'string' },
          version: { type: 'integer' },
          defaultBefore: {
            description: 'The default version when it began or was last resumed.',
            type: 'integer',
          },
          status: { type: 'string', enum: ['running', 'paused', 'succeeded', 'stopped'] },
          waves: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
          wave: {
            description: 'The wave that is under way, or was the last one to begin; counts from 1.',
            type: 'integer',
          },
          concurrency: { type: 'integer' },
          startedBy: { type: 'string' },
          reason: { type: 'string' },
          createdAt: { type: 'string' },
          changed: {
            description:
              'Who changed the status, when and why; without `by` the rollout did it itself.',
            type: 'object',
            required: ['at'],
            properties: {
              by: { type: 'string' },
              at: { type: 'string' },
              reason: { type: 'string' },
              deploymentUid: { type: 'string' },
            },
          },
          finishedAt: { type: 'string' },
          summary: {
            description: 'Environments by status, also those that the caller may not see.',
            type: 'object',
            additionalProperties: { type: 'integer' },
          },
        },
      },
      RolloutEnvironmentPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/RolloutEnvironment' } },
          nextCursor: { type: 'string' },
        },
      },
      RolloutEnvironment: {
        type: 'object',
        required: [
          'application',
          'environment',
          'environmentUid',
          'environmentType',
          'wave',
          'status',
          'nodes',
          'pinned',
        ],
        properties: {
          application: { type: 'string' },
          environment: { type: 'string' },
          environmentUid: { type: 'string' },
          environmentType: { type: 'string' },
          wave: { type: 'integer' },
          status: {
            type: 'string',
            enum: ['pending', 'running', 'succeeded', 'failed', 'skipped'],
          },
          reason: { type: 'string' },
          deployment: {
            description: 'The last deployment that the rollout made here.',
            type: 'object',
            required: ['uid', 'number', 'status'],
            properties: {
              uid: { type: 'string' },
              number: { type: 'integer' },
              status: { type: 'string' },
            },
          },
          nodes: { type: 'array', items: { type: 'string' } },
          pinned: { type: 'array', items: { type: 'string' } },
        },
      },
      RolloutPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Rollout' } },
          nextCursor: { type: 'string' },
        },
      },
      Pin: {
        type: 'object',
        required: [
          'uid',
          'application',
          'node',
          'nodeState',
          'definition',
          'version',
          'createdBy',
          'createdAt',
        ],
        properties: {
          uid: { type: 'string' },
          application: { type: 'string' },
          environment: { type: 'string' },
          node: { type: 'string' },
          nodeState: { type: 'string', enum: ['current', 'left-behind', 'missing'] },
          movedFrom: { type: 'string' },
          definition: { type: 'string' },
          version: { type: 'integer' },
          createdBy: { type: 'string' },
          createdAt: { type: 'string' },
        },
      },
      PinPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Pin' } },
          nextCursor: { type: 'string' },
        },
      },
      SetPinRequest: {
        type: 'object',
        required: ['application', 'node', 'definition', 'version'],
        additionalProperties: false,
        properties: {
          application: { type: 'string', minLength: 1, maxLength: 63 },
          environment: { type: 'string', minLength: 1, maxLength: 63 },
          node: { type: 'string', minLength: 1, maxLength: 512 },
          definition: { type: 'string', minLength: 1, maxLength: 63 },
          version: { type: 'integer', minimum: 1, maximum: 2147483647 },
        },
      },
      WebhookEvent: {
        type: 'string',
        enum: [
          'deployment.status-changed',
          'deployment.approval-needed',
          'deployment.needs-attention',
          'environment.changed',
        ],
      },
      Webhook: {
        type: 'object',
        required: [
          'uid',
          'name',
          'environmentTypes',
          'events',
          'origin',
          'status',
          'ownerRef',
          'createdAt',
          'updatedAt',
        ],
        additionalProperties: false,
        properties: {
          uid: { type: 'string' },
          name: { type: 'string' },
          application: { type: 'string' },
          environmentTypes: { type: 'array', items: { type: 'string' } },
          events: { type: 'array', items: { $ref: '#/components/schemas/WebhookEvent' } },
          origin: { type: 'string', description: 'Scheme, host and port of the address' },
          status: { type: 'string', enum: ['enabled', 'disabled'] },
          statusReason: { type: 'string' },
          failingSince: { type: 'string' },
          ownerRef: { type: 'string' },
          createdAt: { type: 'string' },
          updatedAt: { type: 'string' },
        },
      },
      WebhookPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Webhook' } },
          nextCursor: { type: 'string' },
        },
      },
      CreateWebhookRequest: {
        type: 'object',
        required: ['name', 'url', 'secret', 'events'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 63 },
          url: { type: 'string', minLength: 1, maxLength: 2048 },
          secret: { type: 'string', minLength: 1, maxLength: 128 },
          events: {
            type: 'array',
            minItems: 1,
            maxItems: 20,
            items: { $ref: '#/components/schemas/WebhookEvent' },
          },
          application: { type: 'string', minLength: 1, maxLength: 63 },
          environmentTypes: {
            type: 'array',
            maxItems: 100,
            items: { type: 'string', minLength: 1, maxLength: 63 },
          },
        },
      },
      UpdateWebhookRequest: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 63 },
          url: { type: 'string', minLength: 1, maxLength: 2048 },
          secret: { type: 'string', minLength: 1, maxLength: 128 },
          events: {
            type: 'array',
            minItems: 1,
            maxItems: 20,
            items: { $ref: '#/components/schemas/WebhookEvent' },
          },
          environmentTypes: {
            type: 'array',
            maxItems: 100,
            items: { type: 'string', minLength: 1, maxLength: 63 },
          },
          status: { type: 'string', enum: ['enabled', 'disabled'] },
        },
      },
      Delivery: {
        type: 'object',
        required: ['uid', 'event', 'status', 'attempts', 'createdAt'],
        additionalProperties: false,
        properties: {
          uid: { type: 'string' },
          event: { type: 'string' },
          sequence: { type: 'integer' },
          status: { type: 'string', enum: ['pending', 'delivered', 'failed'] },
          attempts: { type: 'integer' },
          responseStatus: { type: 'integer' },
          error: { type: 'string' },
          createdAt: { type: 'string' },
          attemptedAt: { type: 'string' },
          nextAttemptAt: { type: 'string' },
        },
      },
      DeliveryPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Delivery' } },
          nextCursor: { type: 'string' },
        },
      },
      OutboxFailure: {
        type: 'object',
        required: [
          'id',
          'environmentUid',
          'kind',
          'topic',
          'attempts',
          'error',
          'createdAt',
          'failingSince',
        ],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          environmentUid: { type: 'string' },
          application: { type: 'string' },
          environment: { type: 'string' },
          kind: { type: 'string', enum: ['event', 'signal', 'webhook', 'notification'] },
          topic: { type: 'string' },
          attempts: { type: 'integer' },
          error: { type: 'string' },
          createdAt: { type: 'string' },
          failingSince: { type: 'string' },
          setAsideAt: { type: 'string' },
        },
      },
      OutboxFailurePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/OutboxFailure' } },
          nextCursor: { type: 'string' },
        },
      },
      OutboxMessageRef: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' } },
      },
      ResourceType: {
        type: 'object',
        required: ['name', 'use', 'scope', 'stateful', 'params', 'outputs', 'builtIn'],
        additionalProperties: true,
        properties: {
          name: { type: 'string' },
          use: { type: 'string', enum: ['direct', 'internal'] },
          scope: { type: 'string', enum: ['workload', 'environment'] },
          stateful: { type: 'boolean' },
          params: { $ref: '#/components/schemas/JsonObject' },
          outputs: { $ref: '#/components/schemas/JsonObject' },
          builtIn: { type: 'boolean' },
        },
      },
      ResourceTypePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/ResourceType' } },
          nextCursor: { type: 'string' },
        },
      },
      EnvironmentType: {
        type: 'object',
        required: ['name', 'order', 'preview', 'approvals', 'requireReady', 'lifetime'],
        additionalProperties: true,
        properties: { name: { type: 'string' }, order: { type: 'number' } },
      },
      EnvironmentTypePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/EnvironmentType' } },
          nextCursor: { type: 'string' },
        },
      },
      Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      SaveManifestRequest: {
        type: 'object',
        required: ['manifest'],
        additionalProperties: false,
        properties: {
          manifest: {
            type: 'string',
            minLength: 1,
            description: 'YAML with exactly one manifest.',
          },
          confirmImpact: { $ref: '#/components/schemas/ConfirmImpact' },
        },
      },
      ConfirmImpact: {
        type: 'string',
        description:
          'Uid of the impact report that shows what the change takes away; needed where it does.',
        minLength: 1,
        maxLength: 64,
      },
      DriverPage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'version', 'inputs'],
              additionalProperties: true,
              properties: {
                id: { type: 'string' },
                version: { type: 'string' },
                inputs: { $ref: '#/components/schemas/JsonObject' },
              },
            },
          },
          nextCursor: { type: 'string' },
        },
      },
      ManifestSourcePage: {
        type: 'object',
        required: ['items'],
        properties: {
          items: {
            type: 'array',
            items: {
              type: 'object',
              required: [
                'name',
                'kind',
                'target',
                'newVersions',
                'status',
                'manifests',
                'problems',
              ],
              properties: {
                name: { type: 'string' },
                kind: { type: 'string' },
                target: { type: 'string' },
                newVersions: { type: 'string', enum: ['proposed', 'default'] },
                revision: { type: 'string' },
                status: { type: 'string', enum: ['ok', 'degraded'] },
                lastReadAt: { type: 'string' },
                manifests: { type: 'integer' },
                problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
              },
            },
          },
          nextCursor: { type: 'string' },
        },
      },
      ExplainRequest: {
        type: 'object',
        required: ['application', 'type'],
        additionalProperties: false,
        description: 'An existing `environment`, or an `environmentType`.',
        properties: {
          application: { type: 'string', minLength: 1, maxLength: 63 },
          environment: { type: 'string', minLength: 1, maxLength: 63 },
          environmentType: { type: 'string', minLength: 1, maxLength: 63 },
          type: { type: 'string', minLength: 1, maxLength: 63 },
          class: { type: 'string', minLength: 1, maxLength: 63 },
          id: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      MatchExplanation: {
        type: 'object',
        required: ['type', 'class', 'id', 'by', 'candidates', 'text'],
        properties: {
          type: { type: 'string' },
          class: { type: 'string' },
          id: { type: 'string' },
          by: { type: 'string', enum: ['criteria', 'kept', 'pin', 'rollout', 'none'] },
          winner: { $ref: '#/components/schemas/JsonObject' },
          candidates: { type: 'array', items: { $ref: '#/components/schemas/JsonObject' } },
          text: { type: 'string' },
        },
      },
      ValidateScoreRequest: {
        type: 'object',
        required: ['content'],
        additionalProperties: false,
        properties: {
          content: { type: 'string' },
          name: { type: 'string', minLength: 1, maxLength: 255 },
          strict: { type: 'boolean' },
        },
      },
      ScoreValidation: {
        type: 'object',
        required: ['valid', 'workloads', 'changes', 'problems'],
        properties: {
          valid: { type: 'boolean' },
          workloads: { type: 'array', items: { type: 'string' } },
          changes: { type: 'array', items: { type: 'string' } },
          problems: { type: 'array', items: { $ref: '#/components/schemas/Problem' } },
        },
      },
      ComponentScoreFile: {
        type: 'object',
        required: ['content', 'location'],
        properties: { content: { type: 'string' }, location: { type: 'string' } },
      },
    },
  },
} as const;
