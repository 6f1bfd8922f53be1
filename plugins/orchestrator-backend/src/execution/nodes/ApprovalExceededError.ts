import { CustomErrorBase } from '@backstage/errors';

/** A value that is known by now asks for more than was approved, so the deployment stops and asks again. */
export class ApprovalExceededError extends CustomErrorBase {
  name = 'ApprovalExceededError' as const;
}
