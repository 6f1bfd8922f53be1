/** Less than the 30 s that Kubernetes gives, so that the log says what happened. */
const LIMIT = 18_000;

/**
 * Ends this process when it was asked to end (SIGTERM, SIGINT) and has not within 18 s: Backstage waits without a limit for
 * a start under way, for requests, and for every pool of connections, also when nobody is at their other end. What was
 * under way is taken over by another replica, or goes on at the next start.
 *
 * @param limit - milliseconds
 */
export function limitStop(limit: number = LIMIT): void {
  const begin = () => {
    setTimeout(() => {
      process.stderr.write(
        `The backend has not stopped within ${limit / 1000} s, so it ends now.\n`,
      );
      process.exit(1);
    }, limit).unref();
  };
  process.once('SIGTERM', begin);
  process.once('SIGINT', begin);
}
