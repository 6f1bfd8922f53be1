import type { Permission } from '@backstage/plugin-permission-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, VisuallyHidden } from '@backstage/ui';
import type { ButtonProps } from '@backstage/ui';
import { useId } from 'react';
import styles from './permissions.module.css';

/** Properties of {@link GuardedButton}. */
export interface GuardedButtonProps {
  permission: Permission;
  /** What it is about, when the permission is about a resource: the name of a definition. */
  resourceRef?: string;
  /** The action in words that follow "You may not": `promote versions of postgres`. */
  action: string;
  /** Why it makes no sense right now, whatever is allowed. */
  obstacle?: string;
  label: string;
  /** The name for screen readers, where the label alone does not say what it is about. */
  ariaLabel?: string;
  variant?: ButtonProps['variant'];
  destructive?: boolean;
  onPress: () => void;
}

/** A button that asks the permission framework first, and says why when it is disabled. */
export function GuardedButton(props: GuardedButtonProps) {
  const { permission, resourceRef, action, label, ariaLabel, variant, destructive, onPress } =
    props;
  const { allowed, loading } = usePermission(
    isResourcePermission(permission) ? { permission, resourceRef } : { permission },
  );
  const reasonId = useId();
  let obstacle = props.obstacle;
  if (loading) {
    obstacle = 'Checking whether you may do this…';
  } else if (!allowed) {
    obstacle = `You may not ${action}. Ask the platform team.`;
  }
  return (
    // The title is on an element of its own: a disabled button gets no events of the mouse.
    <span title={obstacle} className={obstacle ? styles.disabled : undefined}>
      <Button
        size="small"
        variant={variant ?? 'secondary'}
        destructive={destructive}
        aria-label={ariaLabel}
        aria-describedby={obstacle ? reasonId : undefined}
        isDisabled={obstacle !== undefined}
        onPress={onPress}
      >
        {label}
      </Button>
      {obstacle && <VisuallyHidden id={reasonId}>{obstacle}</VisuallyHidden>}
    </span>
  );
}
