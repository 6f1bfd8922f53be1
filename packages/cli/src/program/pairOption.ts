import { Option } from 'commander';
import { UsageError } from './UsageError';

/**
 * An option of the form `name=value` that may be repeated; its value is one object.
 *
 * @throws UsageError, when the command line is read, for text that is no pair.
 */
export function pairOption(flags: string, description: string): Option {
  return new Option(flags, `${description}; repeat for more`).argParser(
    (text: string, previous: Record<string, string> = {}) => {
      const at = text.indexOf('=');
      if (at < 1) {
        throw new UsageError(`"${text}" is not of the form name=value.`);
      }
      return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
    },
  );
}
