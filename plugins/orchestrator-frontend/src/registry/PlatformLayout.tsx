import { Container, Flex, Tab, TabList, Tabs } from '@backstage/ui';
import { Outlet } from 'react-router-dom';
import { usePaths } from '../routing/usePaths';
import styles from './registry.module.css';

const ROOMS = [
  { path: 'definitions', label: 'Definitions' },
  { path: 'try-it', label: 'Try it' },
  { path: 'resource-types', label: 'Resource types' },
  { path: 'resources', label: 'Resources' },
  { path: 'deployments', label: 'Deployments' },
  { path: 'environment-types', label: 'Environment types' },
  { path: 'drivers', label: 'Drivers' },
  { path: 'sources', label: 'Sources' },
  { path: 'webhooks', label: 'Webhooks' },
];

/** What the pages of the registry share: the way from one to the other. */
export function PlatformLayout() {
  const paths = usePaths();
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Tabs>
          <TabList aria-label="Pages of the platform">
            {ROOMS.map(({ path, label }) => (
              <Tab key={path} id={path} href={paths.registry(path)} matchStrategy="prefix">
                {label}
              </Tab>
            ))}
          </TabList>
        </Tabs>
        <main className={styles.page}>
          <Outlet />
        </main>
      </Flex>
    </Container>
  );
}
