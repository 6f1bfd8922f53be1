import { useState } from 'react';
import { EmptyState, ErrorPanel, ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi, type IdentityApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button, Card, CardBody, Container, Flex, Text } from '@backstage/ui';
import { forgetUser, recallUser, rememberUser } from './chosenUser';
import { readDevelopmentUsers } from './readDevelopmentUsers';
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

  if (chosen) {
    return (
      <ProxiedSignInPage
        provider="development"
        headers={{ 'x-tutti-development-user': chosen.entityRef }}
        onSignInSuccess={(identity: IdentityApi) =>
          props.onSignInSuccess(withSignOut(identity, forgetUser))
        }
        ErrorComponent={({ error }) => (
          <ErrorPanel
            title={`You could not be signed in as ${chosen.title}`}
            error={error ?? new Error('The backend gave no reason.')}
          >
            <Button
              onPress={() => {
                forgetUser();
                setChosen(undefined);
              }}
            >
              Choose somebody else
            </Button>
          </ErrorPanel>
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
        <Flex direction="column" gap="3" style={{ width: '100%', maxWidth: 480 }}>
          {users.map(user => (
            <Card key={user.entityRef}>
              <CardBody>
                <Flex justify="between" align="center" gap="4">
                  <Flex direction="column" gap="1">
                    <Text variant="body-large" weight="bold">
                      {user.title}
                    </Text>
                    <Text color="secondary">{user.description ?? user.entityRef}</Text>
                  </Flex>
                  <Button
                    aria-label={`Sign in as ${user.title}`}
                    onPress={() => {
                      rememberUser(user);
                      setChosen(user);
                    }}
                  >
                    Sign in
                  </Button>
                </Flex>
              </CardBody>
            </Card>
          ))}
        </Flex>
      </Flex>
    </Container>
  );
}
