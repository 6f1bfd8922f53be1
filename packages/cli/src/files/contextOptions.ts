import type { Command } from 'commander';
import type { PlanContext } from '@tutti/planner';
import { pairOption } from '../program/pairOption';

/** Options that say for which environment a plan is made. */
export interface ContextOptions {
  application: string;
  environment: string;
  environmentType: string;
  applicationLabel?: Record<string, string>;
  environmentLabel?: Record<string, string>;
  branch?: string;
  tag?: string;
  value?: Record<string, string>;
}

/** Adds the options of {@link ContextOptions} to a command. */
export function addContextOptions(command: Command): Command {
  return command
    .option('--application <name>', 'name of the application', 'application')
    .option('--environment <name>', 'name of the environment', 'environment')
    .option('--environment-type <type>', 'type of the environment', 'development')
    .addOption(pairOption('--application-label <name=value>', 'label of the application'))
    .addOption(pairOption('--environment-label <name=value>', 'label of the environment'))
    .addOption(pairOption('--value <name=value>', 'shared value of the application'))
    .option('--branch <name>', 'branch that is deployed')
    .option('--tag <name>', 'tag that is deployed');
}

/** The context of a plan; the environment is one that nothing has been deployed to. */
export function contextOf(options: ContextOptions): PlanContext {
  const { branch, tag } = options;
  return {
    application: { id: options.application, labels: options.applicationLabel ?? {} },
    environment: {
      uid: 'local',
      id: options.environment,
      type: options.environmentType,
      labels: options.environmentLabel ?? {},
    },
    ...((branch || tag) && { deployment: { ...(branch && { branch }), ...(tag && { tag }) } }),
  };
}
