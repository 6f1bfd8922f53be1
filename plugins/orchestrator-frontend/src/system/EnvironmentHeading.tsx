import { Link, Text } from '@backstage/ui';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { DeployButton } from '../deploy/DeployButton';
import type { DeployableComponent } from '../deploy/DeployableComponent';
import { PromoteButton } from '../lifecycle/PromoteButton';
import { usePaths } from '../routing/usePaths';

/** Above a column of the matrix: which environment it is, and what can be brought there. */
export function EnvironmentHeading(props: {
  application: string;
  environment: Environment;
  /** All of the application. */
  environments: Environment[];
  components: DeployableComponent[];
  onDeployed: () => void;
}) {
  const { application, environment, environments, components, onDeployed } = props;
  const path = usePaths().environment(application, environment.name);
  return (
    <>
      {path ? <Link href={path}>{environment.name}</Link> : environment.name}{' '}
      <Text variant="body-small" color="secondary">
        {environment.type}
      </Text>
      <div>
        <DeployButton {...{ application, environment, components, onDeployed }} />
        <PromoteButton {...{ application, environment, environments }} />
      </div>
    </>
  );
}
