import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { ErrorAlert } from '../status/ErrorAlert';

/** Offers to create the application that a System is bound to and that does not exist yet. */
export function CreateApplicationPanel(props: {
  application: string;
  systemRef: string;
  onCreated: () => void;
}) {
  const { application, systemRef, onCreated } = props;
  const api = useApi(platformOrchestratorApiRef);
  const [error, setError] = useState<Error>();
  const create = async () => {
    try {
      await api.createApplication({ name: application, systemRef });
      onCreated();
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    }
  };
  return (
    <Flex direction="column" gap="3" align="start">
      <Text>The application {application} does not exist yet.</Text>
      {error && <ErrorAlert title="The application was not created" error={error} />}
      <Button onPress={create}>Create the application</Button>
    </Flex>
  );
}
