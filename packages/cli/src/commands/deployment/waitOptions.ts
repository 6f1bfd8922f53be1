import type { Command } from 'commander';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { OutputFormat } from '../../output/OutputFormat';
import { planProblemLines, planTable } from '../../output/planTable';
import { writeResult } from '../../output/writeResult';
import type { Terminal } from '../../program/Terminal';
import { wholeNumber } from '../../program/wholeNumber';
import { followDeployment } from '../../server/followDeployment';
import { deploymentTable } from './deploymentTable';
import { outcomeOf } from './outcome';

const A_WEEK = 7 * 24 * 60 * 60;

/** Options of commands that wait for the end of a deployment. */
export interface WaitOptions {
  timeout?: number;
  output: OutputFormat;
}

/** Adds the options of {@link WaitOptions} to a command. */
export function addWaitOptions(command: Command): Command {
  return command.option(
    '--timeout <seconds>',
    'how long to wait at most; then end with 4, while the deployment goes on',
    wholeNumber(1, A_WEEK),
  );
}

/**
 * Waits for a deployment, notes its log, and writes it as the result; of a plan that changes nothing the plan too. The
 * process ends as the deployment did.
 */
export async function waitForDeployment(
  client: PlatformOrchestratorApi,
  uid: string,
  options: WaitOptions,
  terminal: Terminal,
): Promise<void> {
  const { timeout, output } = options;
  const forget = terminal.onInterrupt(
    () => `The deployment goes on. To stop it: tutti deployment cancel ${uid}`,
  );
  const deployment = await followDeployment(client, { uid, timeout }, terminal);
  forget();
  const plan = deployment.planOnly && deployment.planHash ? await client.getPlan(uid) : undefined;
  writeResult(terminal, output, deployment, () => [
    ...deploymentTable([deployment]),
    ...(plan ? ['', ...planTable(plan)] : []),
  ]);
  (plan ? planProblemLines(plan) : []).forEach(line => terminal.note(line));
  terminal.end(outcomeOf(deployment));
}
