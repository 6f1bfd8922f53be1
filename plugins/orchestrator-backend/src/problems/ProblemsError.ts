import { InputError } from '@backstage/errors';
import { formatProblem, type Problem } from '@tutti/score';

/**
 * Files that somebody sent are wrong. The answer is a 400 whose `error.problems` lists every problem with its place, so that pages
 * and command line can show them; the message has the first.
 */
export class ProblemsError extends InputError {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    const errors = problems.filter(problem => problem.severity === 'error');
    const [first, ...others] = errors;
    super(
      formatProblem(first) +
        (others.length > 0 ? ` (and ${others.length} more, see error.problems)` : ''),
    );
    this.problems = problems;
  }
}
