import { Option } from 'commander';
import type { Command } from 'commander';

/** Options that say which drivers there are. */
export interface DriverOptions {
  /** A file with all drivers of a server. */
  drivers?: string;
  /** Files that describe one more driver each. */
  withDriver?: string[];
}

/** Adds the options of {@link DriverOptions} to a command. */
export function addDriverOptions(command: Command): Command {
  return command
    .option(
      '--drivers <file>',
      'drivers as "tutti driver list --output json" writes them; default: those of Tutti',
    )
    .addOption(
      new Option(
        '--with-driver <file>',
        'one more driver, described as JSON with id, version and inputs; repeat for more',
      ).argParser((file: string, previous: string[] = []) => [...previous, file]),
    );
}
