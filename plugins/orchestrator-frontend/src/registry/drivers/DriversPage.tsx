import { useApi } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger, Flex, Link, Text } from '@backstage/ui';
import type { DriverView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { RoomHeader } from '../RoomHeader';
import { SchemaTable } from '../schema/SchemaTable';
import styles from '../registry.module.css';

/** What an installation can make things with: each driver with its inputs and outputs. */
export function DriversPage() {
  const api = useApi(platformOrchestratorApiRef);
  const live = useLive('drivers', signal => api.listDrivers({ signal }), { interval: 60_000 });
  return (
    <>
      <RoomHeader title="Drivers">
        What definitions make resources with; installed as modules of the backend.
      </RoomHeader>
      <LiveView live={live} errorTitle="The drivers cannot be shown">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No driver is installed">
              Add one of the packages orchestrator-backend-module-* to the backend.
            </EmptyState>
          ) : (
            <Flex direction="column" gap="2">
              {[...items].sort(byId).map(driver => (
                <Driver key={driver.id} driver={driver} />
              ))}
            </Flex>
          )
        }
      </LiveView>
    </>
  );
}

function byId(left: DriverView, right: DriverView): number {
  return left.id < right.id ? -1 : 1;
}

function Driver(props: { driver: DriverView }) {
  const { driver } = props;
  const paths = usePaths();
  const definitions = paths.registry('definitions');
  return (
    <Accordion>
      <AccordionTrigger title={driver.id} subtitle={driverWords(driver)} />
      <AccordionPanel>
        <Flex direction="column" gap="3">
          {definitions && (
            <Link href={`${definitions}?driver=${encodeURIComponent(driver.id)}`}>
              Definitions that use it
            </Link>
          )}
          <Text as="h4" weight="bold">
            Inputs
          </Text>
          <SchemaTable schema={driver.inputs} label={`Inputs of ${driver.id}`} />
          <Text as="h4" weight="bold">
            Outputs
          </Text>
          {driver.outputs ? (
            <SchemaTable
              schema={driver.outputs}
              label={`Outputs of ${driver.id}`}
              requiredWord="always there"
            />
          ) : (
            <p className={styles.sub}>They depend on the inputs.</p>
          )}
        </Flex>
      </AccordionPanel>
    </Accordion>
  );
}

/** What a driver is, in a few words. */
export function driverWords(driver: DriverView): string {
  const words = [`version ${driver.version}`];
  if (driver.refersOnly) {
    words.push('only refers to what others own');
  }
  if (driver.producesManifests) {
    words.push('makes Kubernetes objects, so it needs a cluster');
  }
  if (driver.delivers) {
    words.push('delivers the Kubernetes objects of others');
  }
  if (driver.adopts) {
    words.push('can adopt what another driver made');
  }
  words.push(
    driver.secretInputs === 'reference' ? 'passes secrets on unread' : 'reads the secrets it gets',
  );
  return words.join(' · ');
}
