import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** What an answer that is no success says beside its message. */
export interface Refusal {
  status?: number;
  /** Sentence: why. */
  message: string;
  /** What the change would take away, when that is why it was refused. */
  report?: ImpactReport;
}

/** Reads an answer of the REST API out of an error; `undefined` for every other error. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('body' in error)) {
    return undefined;
  }
  const { body, statusCode } = error as Error & {
    statusCode?: number;
    body?: {
      error?: { message?: string; report?: ImpactReport };
      response?: { statusCode?: number };
    };
  };
  return {
    status: statusCode ?? body?.response?.statusCode,
    message: body?.error?.message ?? error.message,
    report: body?.error?.report,
  };
}
