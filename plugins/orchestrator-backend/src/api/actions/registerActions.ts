import type { Actions } from './Actions';
import { registerExplainMatch } from './registerExplainMatch';
import { registerGetDeployment } from './registerGetDeployment';
import { registerListEnvironments } from './registerListEnvironments';
import { registerSubmitDeployment } from './registerSubmitDeployment';
import { registerValidateScore } from './registerValidateScore';

/**
 * Registers what other plugins and tools may call by name: reads and short commands only. Each of them is a scaffolder
 * action too; what takes long, such as deploying and waiting, is a template action of its own.
 */
export function registerActions(actions: Actions): void {
  registerListEnvironments(actions);
  registerGetDeployment(actions);
  registerSubmitDeployment(actions);
  registerExplainMatch(actions);
  registerValidateScore(actions);
}
