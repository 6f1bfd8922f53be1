import { Argument } from 'commander';
import type { Command } from 'commander';
import { candidates } from '../completion/candidates';
import { completionScript, shells } from '../completion/completionScript';
import type { Shell } from '../completion/completionScript';
import type { Terminal } from '../program/Terminal';

/** Adds `tutti completion`, and the hidden command that its scripts call. */
export function addCompletionCommand(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .description('write the completion script of a shell')
    .addHelpText(
      'after',
      `
Examples:
  source <(tutti completion bash)
  tutti completion zsh > "\${fpath[1]}/_tutti"
  tutti completion fish > ~/.config/fish/completions/tutti.fish`,
    )
    .action((shell: Shell) => terminal.write(completionScript(shell)));
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) => {
      terminal.write(
        candidates(program, words)
          .map(word => `${word}\n`)
          .join(''),
      );
    });
}
