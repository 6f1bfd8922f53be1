import type { Command } from 'commander';
import { writeResult } from '../output/writeResult';
import type { Terminal } from '../program/Terminal';
import { addServerOptions, connect } from '../server/connect';
import type { ServerOptions } from '../server/connect';

/** Adds `tutti driver list`, whose JSON is what `--drivers` of commands without a server takes. */
export function addDriverCommands(program: Command, terminal: Terminal): void {
  const driver = program.command('driver').description('look at drivers');
  addServerOptions(driver.command('list'))
    .description('list the drivers of a server')
    .addHelpText(
      'after',
      `
Example:
  tutti driver list --output json > drivers.json
  tutti definition lint platform/ --drivers drivers.json`,
    )
    .action(async (options: ServerOptions) => {
      const { items } = await connect(options, terminal).listDrivers();
      writeResult(terminal, options.output, items, () => [
        { columns: ['ID', 'VERSION'], rows: items.map(({ id, version }) => [id, version]) },
      ]);
    });
}
