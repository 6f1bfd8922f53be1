import { CustomErrorBase } from '@backstage/errors';

/** The command was given wrongly; the message is a sentence for the person who typed it. */
export class UsageError extends CustomErrorBase {
  name = 'UsageError' as const;
}
