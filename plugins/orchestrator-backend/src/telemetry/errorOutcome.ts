import { driverErrorClass } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** The class of a driver's error for attributes, which take one of few values. */
export function errorOutcome(error: unknown): string {
  const name = (error as Error | undefined)?.name;
  return name === 'DriverUnresponsiveError' ? 'unresponsive' : driverErrorClass(error);
}
