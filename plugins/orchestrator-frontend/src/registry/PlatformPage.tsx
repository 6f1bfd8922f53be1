import { Navigate, Route, Routes } from 'react-router-dom';
import { DeploymentPage } from '../deployment/DeploymentPage';
import { DeploymentsPage } from '../deployment/DeploymentsPage';
import { EnvironmentPage } from '../environment/EnvironmentPage';
import { PlatformLayout } from './PlatformLayout';
import { DefinitionPage } from './definition/DefinitionPage';
import { DefinitionsPage } from './definitions/DefinitionsPage';
import { NewDefinitionPage } from './definitions/NewDefinitionPage';
import { DriversPage } from './drivers/DriversPage';
import { EnvironmentTypesPage } from './environmentTypes/EnvironmentTypesPage';
import { ResourcesPage } from './resources/ResourcesPage';
import { ResourceTypePage } from './resourceTypes/ResourceTypePage';
import { ResourceTypesPage } from './resourceTypes/ResourceTypesPage';
import { SourcesPage } from './sources/SourcesPage';
import { TryItPage } from './tryIt/TryItPage';
import { WebhookPage } from './webhooks/WebhookPage';
import { WebhooksPage } from './webhooks/WebhooksPage';

/** The plugin's own page and the pages below it. */
export function PlatformPage() {
  return (
    <Routes>
      <Route path="/deployments/:uid" element={<DeploymentPage />} />
      <Route path="/environments/:application/:environment" element={<EnvironmentPage />} />
      <Route element={<PlatformLayout />}>
        <Route index element={<Navigate to="definitions" replace />} />
        <Route path="deployments" element={<DeploymentsPage />} />
        <Route path="definitions" element={<DefinitionsPage />} />
        <Route path="definitions/:name/:tab?" element={<DefinitionPage />} />
        <Route path="new-definition" element={<NewDefinitionPage />} />
        <Route path="try-it" element={<TryItPage />} />
        <Route path="resource-types" element={<ResourceTypesPage />} />
        <Route path="resource-types/:name" element={<ResourceTypePage />} />
        <Route path="resources" element={<ResourcesPage />} />
        <Route path="environment-types" element={<EnvironmentTypesPage />} />
        <Route path="drivers" element={<DriversPage />} />
        <Route path="sources" element={<SourcesPage />} />
        <Route path="webhooks" element={<WebhooksPage />} />
        <Route path="webhooks/:uid" element={<WebhookPage />} />
      </Route>
    </Routes>
  );
}
