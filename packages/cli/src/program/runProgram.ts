import { isError } from '@backstage/errors';
import { CommanderError } from 'commander';
import { describeServerError, isServerError } from '../server/describeServerError';
import { createProgram } from './createProgram';
import { exitCodes } from './exitCodes';
import type { Terminal } from './Terminal';
import { UsageError } from './UsageError';

/**
 * Runs one command line; never throws. Ends with one of {@link exitCodes}.
 *
 * @param args - without the names of Node and of the program
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
  const program = createProgram(terminal);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written its message; asking for help or the version is no error.
      terminal.end(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);
    } else if (error instanceof UsageError) {
      terminal.note(`error: ${error.message}`);
      terminal.end(exitCodes.usage);
    } else if (isServerError(error)) {
      for (const line of describeServerError(error)) {
        terminal.note(line);
      }
      terminal.end(exitCodes.server);
    } else {
      terminal.note(
        `error: tutti made a mistake: ${isError(error) ? (error.stack ?? error.message) : String(error)}`,
      );
      terminal.end(exitCodes.defect);
    }
  }
}
