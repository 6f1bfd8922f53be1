import { Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import type { DevelopmentUser } from './readDevelopmentUsers';
import styles from './UserList.module.css';

/** What {@link UserList} shows, and what it tells. */
export interface UserListProps {
  users: readonly DevelopmentUser[];
  onChoose(user: DevelopmentUser): void;
}

/** One card per user, with a button to sign in as that user. */
export function UserList({ users, onChoose }: UserListProps) {
  return (
    <Flex direction="column" gap="3" className={styles.list}>
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
              <Button aria-label={`Sign in as ${user.title}`} onPress={() => onChoose(user)}>
                Sign in
              </Button>
            </Flex>
          </CardBody>
        </Card>
      ))}
    </Flex>
  );
}
