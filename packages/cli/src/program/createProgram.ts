import { Command } from 'commander';
import { version } from '../../package.json';
import { addApplicationCommands } from '../commands/application';
import { addCompletionCommand } from '../commands/completion';
import { addDefinitionCommands } from '../commands/definition';
import { addDefinitionTestCommands } from '../commands/definitionTest';
import { addDeploymentCommands } from '../commands/deployment';
import { addDriverCommands } from '../commands/driver';
import { addEnvironmentCommands } from '../commands/environment';
import { addEnvironmentTypeCommands } from '../commands/environmentType';
import { addExplainCommand } from '../commands/explain';
import { addPinCommands } from '../commands/pin';
import { addPlanCommand } from '../commands/plan';
import { addResourceCommands } from '../commands/resource';
import { addResourceTypeCommands } from '../commands/resourceType';
import { addWebhookCommands } from '../commands/webhook';
import { addScoreCommands } from '../commands/score';
import { addSourceCommands } from '../commands/source';
import type { Terminal } from './Terminal';

/** All commands of `tutti`. Parsing throws a `CommanderError` in place of ending the process. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('tutti')
    .description('Checks Score files and definitions, plans deployments, and talks to a server.')
    .version(version, '--version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help to see how the command is used.')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  tutti score validate score.yaml
  tutti definition lint platform/
  tutti plan --local score.yaml --manifests platform/ --environment-type development

Exit codes: 0 yes, 1 no, 2 the command was given wrongly, 3 the server did not answer or refused, 4 not known yet.
Server: --server or TUTTI_SERVER, such as https://backstage.example.com. Token: TUTTI_TOKEN, or a file with it that
--token-file or TUTTI_TOKEN_FILE names.`,
    );
  addScoreCommands(program, terminal);
  addDefinitionCommands(program, terminal);
  addDefinitionTestCommands(program, terminal);
  addPlanCommand(program, terminal);
  addExplainCommand(program, terminal);
  addDeploymentCommands(program, terminal);
  addEnvironmentCommands(program, terminal);
  addApplicationCommands(program, terminal);
  addResourceCommands(program, terminal);
  addPinCommands(program, terminal);
  addResourceTypeCommands(program, terminal);
  addEnvironmentTypeCommands(program, terminal);
  addDriverCommands(program, terminal);
  addSourceCommands(program, terminal);
  addWebhookCommands(program, terminal);
  addCompletionCommand(program, terminal);
  return program;
}
