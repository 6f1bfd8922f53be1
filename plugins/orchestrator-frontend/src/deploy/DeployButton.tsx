import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { environmentPermissions } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { useState } from 'react';
import type { DeployableComponent } from './DeployableComponent';
import { DeployDialog } from './DeployDialog';
import { whyClosed } from './whyClosed';

/** Opens the deploy dialog; explains itself when it cannot. */
export function DeployButton(props: {
  application: string;
  environment: Environment;
  components: DeployableComponent[];
  onDeployed: () => void;
}) {
  const { application, environment, components, onDeployed } = props;
  const [open, setOpen] = useState(false);
  const { allowed, loading } = usePermission({
    permission: environmentPermissions.deploy,
    resourceRef: environment.uid,
  });
  const obstacle = whyNot({ allowed, loading, environment, components });

  return (
    <>
      <TooltipTrigger isDisabled={!obstacle}>
        <Button
          size="small"
          variant="secondary"
          aria-label={`Deploy to ${environment.name}`}
          isDisabled={Boolean(obstacle)}
          onPress={() => setOpen(true)}
        >
          Deploy…
        </Button>
        <Tooltip>{obstacle}</Tooltip>
      </TooltipTrigger>
      {open && (
        <DeployDialog
          application={application}
          environment={environment}
          components={components}
          onClose={() => setOpen(false)}
          onDeployed={onDeployed}
        />
      )}
    </>
  );
}

function whyNot(options: {
  allowed: boolean;
  loading: boolean;
  environment: Environment;
  components: DeployableComponent[];
}): string | undefined {
  const { allowed, loading, environment, components } = options;
  if (components.length === 0) {
    return 'No component of this application says where its Score file is (annotation tutti.dev/score).';
  }
  const closed = whyClosed(environment);
  if (closed) {
    return closed;
  }
  if (!loading && !allowed) {
    return `You may not deploy to ${environment.name}. Ask the application's owner.`;
  }
  return loading ? 'Checking whether you may deploy here…' : undefined;
}
