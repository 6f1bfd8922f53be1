import { Route, Routes } from 'react-router-dom';
import { DeploymentPage } from '../deployment/DeploymentPage';
import { EnvironmentPage } from '../environment/EnvironmentPage';
import { PlatformOverview } from './PlatformOverview';

/** The plugin's own page and the pages below it. */
export function PlatformPage() {
  return (
    <Routes>
      <Route path="/" element={<PlatformOverview />} />
      <Route path="/deployments/:uid" element={<DeploymentPage />} />
      <Route path="/environments/:application/:environment" element={<EnvironmentPage />} />
    </Routes>
  );
}
