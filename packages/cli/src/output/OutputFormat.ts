import { Option } from 'commander';

/** How a result is written. `table` is for people and may change; `json` and `yaml` are for programs. */
export type OutputFormat = 'table' | 'json' | 'yaml';

/** The option that every command with a result has. */
export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how the result is written')
    .choices(['table', 'json', 'yaml'])
    .default('table');
}
