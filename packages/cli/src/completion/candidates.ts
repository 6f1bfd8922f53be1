import type { Command } from 'commander';

/**
 * What may follow on a command line: subcommands, options, or the values of an option that has a choice of them. Empty
 * where anything may follow, such as a file.
 *
 * @param words - what was typed after `tutti`; the last word is the one that is being typed, perhaps empty
 */
export function candidates(program: Command, words: readonly string[]): string[] {
  const typed = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  let command = program;
  for (const word of typed) {
    command = command.commands.find(each => each.name() === word) ?? command;
  }
  const option = command.options.find(each => [each.short, each.long].includes(typed.at(-1)));
  if (option?.required) {
    return startingWith(current, option.argChoices ?? []);
  }
  const names = command.commands.filter(each => !isHidden(each)).map(each => each.name());
  const flags = [...command.options.flatMap(each => each.long ?? []), '--help'];
  return startingWith(current, current.startsWith('-') ? flags : names);
}

function startingWith(start: string, words: readonly string[]): string[] {
  return words.filter(word => word.startsWith(start)).sort();
}

function isHidden(command: Command): boolean {
  return command.name().startsWith('__');
}
