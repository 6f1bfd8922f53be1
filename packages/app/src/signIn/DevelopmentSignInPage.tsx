import { useState } from 'react';
import { EmptyState, ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi, type IdentityApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Container, Flex, Text } from '@backstage/ui';
import { forgetUser, recallUser, rememberUser } from './chosenUser';
import { readDevelopmentUsers } from './readDevelopmentUsers';
import { UserList } from './UserList';
import { withSignOut } from './withSignOut';

/**
 * Sign-in for development: one click on a user of the sample signs in as that user, without a
 * password, so that "somebody else has to approve this" can be tried on one machine. The choice
 * outlives a reload and ends with sign-out. Production refuses to start with it.
 */
export function DevelopmentSignInPage(props: SignInPageProps) {
  const users = readDevelopmentUsers(useApi(configApiRef));
  const [chosen, setChosen] = useState(() => recallUser(users));

  if (users.length === 0) {
    return (
      <EmptyState
        missing="content"
        title="Nobody can sign in here"
        description="Add users under platformOrchestrator.developmentSignIn.users in the configuration, or set up an authentication provider."
      />
    );
  }

  const goBack = () => {
    forgetUser();
    setChosen(undefined);
  };

  if (chosen) {
    return (
      <ProxiedSignInPage
        provider="development"
        headers={{ 'x-tutti-development-user': chosen.entityRef }}
        onSignInSuccess={(identity: IdentityApi) =>
          props.onSignInSuccess(withSignOut(identity, forgetUser))
        }
        ErrorComponent={({ error }) => (
          <Container py="8">
            <Alert
              status="danger"
              icon
              title={`You could not be signed in as ${chosen.title}`}
              description={`${error?.message ?? 'The backend gave no reason.'} Right after the first start the catalog may still be reading its users: try again in a few seconds.`}
              customActions={<Button onPress={goBack}>Back to the list</Button>}
            />
          </Container>
        )}
      />
    );
  }

  return (
    <Container>
      <Flex direction="column" gap="4" py="8" align="center">
        <Text as="h1" variant="title-large">
          Welcome to Tutti
        </Text>
        <Text color="secondary">
          This is a development instance. Choose who you are; you can change it under Settings.
        </Text>
        <UserList
          users={users}
          onChoose={user => {
            rememberUser(user);
            setChosen(user);
          }}
        />
      </Flex>
    </Container>
  );
}
