/** What the pages of the frontend ask for, by its name; see `pagesProcess.mjs` for the texts in braces. */
export const PAGES = [
  {
    name: 'Environments of an application',
    paths: [
      '/applications/application-1/environments',
      '/applications/application-1/workloads',
      '/applications/application-1/deployments?limit=20',
    ],
  },
  {
    name: 'One environment, of 2,000 deployments',
    paths: [
      '/applications/application-1/environments/environment-1',
      '/resources?application=application-1&environment=environment-1&limit=200',
      '/applications/application-1/deployments?environment=environment-1&limit=20',
    ],
  },
  {
    name: 'One environment, of few',
    paths: [
      '/applications/application-50/environments/environment-495',
      '/resources?application=application-50&environment=environment-495&limit=200',
      '/applications/application-50/deployments?environment=environment-495&limit=20',
    ],
  },
  {
    name: 'Deployments of a workload',
    paths: [
      '/applications/application-1/environments',
      '/applications/application-1/workloads?workload=w1',
      '/applications/application-1/deployments?workload=w1&limit=20',
    ],
  },
  { name: 'Deployments under way', paths: ['/deployments'] },
  { name: 'Waiting for me', paths: ['/deployments?waitsFor=me'] },
  {
    name: 'One deployment, with its log',
    paths: ['/deployments/{d500}', '/deployments/{d500}/nodes', '/deployments/{d500}/log'],
  },
  { name: 'Applications', paths: ['/applications?limit=200'] },
  { name: 'Active resources, a page of all', paths: ['/resources'] },
  { name: 'What could not be told', paths: ['/outbox/failures'] },
];
