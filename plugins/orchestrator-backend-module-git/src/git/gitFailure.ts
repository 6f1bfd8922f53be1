import {
  permanentError,
  transientError,
  type DriverError,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { GitRepository } from '../repositories/GitRepository';
import type { GitOutcome } from './GitCommand';

const PASSING_TROUBLE =
  /could not resolve host|failed to connect|could(n't| not) connect|connection (refused|reset|timed out|closed)|timed out|early eof|hung up unexpectedly|network is unreachable|operation too slow|(returned error|http) ?:?(429|5\d\d)|rpc failed|temporary failure|unable to create '.*\.lock'|no space left/i;
const NOT_ALLOWED =
  /authentication failed|could not read (username|password)|permission denied|returned error: 40[13]|access denied|not authorized/i;
const NOT_FOUND =
  /does not appear to be a git repository|repository .*not found|returned error: 404|does not exist|not a git repository/i;

/**
 * Explains a git command that failed, in a sentence without credentials: what could not be done with which repository,
 * what git said, and what to do about it.
 */
export function gitFailure(
  doing: string,
  repository: GitRepository,
  outcome: GitOutcome,
  redact: (text: string) => string,
): DriverError {
  const said = redact(`${outcome.stderr}\n${outcome.stdout}`)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('hint:'))
    .slice(-6)
    .join(' / ')
    .slice(0, 1000);
  const sentence = `Git could not ${doing} the repository "${repository.name}": ${said || `it ended with ${outcome.exitCode}`}.`;
  const key = `platformOrchestrator.git.repositories.${repository.name}`;
  if (PASSING_TROUBLE.test(said)) {
    return transientError(sentence);
  }
  if (NOT_ALLOWED.test(said)) {
    return permanentError(`${sentence} Check the username and token in ${key}.`);
  }
  if (NOT_FOUND.test(said)) {
    return permanentError(`${sentence} Check the url in ${key}.`);
  }
  return permanentError(sentence);
}
