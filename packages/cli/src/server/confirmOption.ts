import type { Command } from 'commander';

/** Options of commands that change what environments depend on. */
export interface ConfirmOptions {
  confirmImpact?: string;
}

/** Adds the option of {@link ConfirmOptions} to a command. The server refuses what takes something away without it. */
export function addConfirmOption(command: Command): Command {
  return command.option(
    '--confirm-impact <uid>',
    'impact report that shows what is taken away; the refusal names it',
  );
}
