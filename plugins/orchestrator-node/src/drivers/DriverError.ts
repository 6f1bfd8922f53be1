import { CustomErrorBase } from '@backstage/errors';

/** The closed classes of driver errors. Only `transient` is retried. */
export type DriverErrorClass = 'transient' | 'permanent' | 'conflict' | 'cancelled';

/** What a driver throws. The class survives serialisation as `errorClass`. */
export class DriverError extends CustomErrorBase {
  name = 'DriverError' as const;

  constructor(
    readonly errorClass: DriverErrorClass,
    message: string,
    options?: {
      cause?: unknown;
      /** For `conflict`: who holds or owns the thing. */
      owner?: string;
    },
  ) {
    super(message, options?.cause);
    this.owner = options?.owner;
  }

  readonly owner?: string;
}

/** Passing trouble: tried again with back-off and jitter. */
export function transientError(message: string, cause?: unknown): DriverError {
  return new DriverError('transient', message, { cause });
}

/** Trying again would not help. */
export function permanentError(message: string, cause?: unknown): DriverError {
  return new DriverError('permanent', message, { cause });
}

/** Somebody else holds or owns it; `owner` names them. */
export function conflictError(message: string, owner: string, cause?: unknown): DriverError {
  return new DriverError('conflict', message, { owner, cause });
}

/** The operation stopped because it was told to. */
export function cancelledError(message = 'The operation was cancelled.'): DriverError {
  return new DriverError('cancelled', message);
}

/** The class of anything thrown: what is no {@link DriverError} is permanent; an abort is cancelled. */
export function driverErrorClass(error: unknown): DriverErrorClass {
  if (error && typeof error === 'object') {
    const { name, errorClass } = error as { name?: string; errorClass?: DriverErrorClass };
    if (name === 'DriverError' && errorClass) {
      return errorClass;
    }
    if (name === 'AbortError') {
      return 'cancelled';
    }
  }
  return 'permanent';
}
