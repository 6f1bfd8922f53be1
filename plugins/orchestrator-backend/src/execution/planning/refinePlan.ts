import {
  permanentError,
  type Driver,
  type DriverPlan,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import {
  resourceName,
  stricterPolicy,
  type NodeId,
  type Plan,
  type PlanNode,
} from '@tutti/planner';
import { containsKnownAfter, isJsonObject, type JsonObject, type Problem } from '@tutti/score';
import { v7 as uuid } from 'uuid';
import { findExternalIdOwner } from '../../database/ledger/findExternalIdOwner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { openDriverContext } from '../drivers/createDriverContext';
import { openDriverMemory } from '../drivers/openDriverMemory';
import { withRetries } from '../drivers/withRetries';
import { tellable } from '../log/tellable';
import type { DeploymentRun } from '../DeploymentRun';

/** Planning is waited for by people, so it gives up sooner than applying does. */
const MOST_RETRIES = 2;

/**
 * Lets drivers look, and never touch, at the nodes of a plan that would be made or changed and whose inputs are fully
 * known. A driver may find that nothing is to do, that a change means a replacement, or that the thing belongs to
 * somebody else; what it says becomes part of the plan.
 *
 * @param ledger - what the plan was made with
 */
export async function refinePlan(
  run: DeploymentRun,
  plan: Plan,
  ledger: readonly LedgerEntry[],
): Promise<Plan> {
  const nodes: PlanNode[] = [];
  const entries: Entries = new Map(ledger.map(entry => [entry.uid, entry]));
  const claims: Claims = new Map();
  for (const node of plan.nodes) {
    run.signal.throwIfAborted();
    const driver = node.driver === undefined ? undefined : run.services.drivers.get(node.driver);
    if (driver && canBeLookedAt(node, driver)) {
      nodes.push(await refineNode(run, node, driver, { claims, entries }));
    } else {
      nodes.push(node.inScope && node.action === 'adopt' ? checkAdoption(entries, node) : node);
    }
  }
  return { ...plan, nodes };
}

/** Driver and external id → the node of this plan that would be that thing. */
type Claims = Map<string, NodeId>;

/** The ledger that the plan was made with, by uid. */
type Entries = ReadonlyMap<string, LedgerEntry>;

/** Another driver adopts only with an empty adoption plan, and there is none while no driver can make one. */
function checkAdoption(entries: Entries, node: PlanNode): PlanNode {
  const entry = entries.get(node.ledgerUid ?? '');
  return entry && entry.driver !== node.driver
    ? withProblem(
        node,
        'adoption',
        `The driver ${node.driver} cannot show that taking over what ${entry.driver} made changes nothing, so ` +
          `${node.node} is left alone. Make it with ${entry.driver}, or leave takesOver out to have it replaced.`,
      )
    : node;
}

function canBeLookedAt(node: PlanNode, driver: Driver): boolean {
  return (
    node.inScope &&
    !driver.delivers && // takes the manifests of nodes that are not made yet
    (node.action === 'create' || node.action === 'update') &&
    node.problems.every(problem => problem.severity !== 'error') &&
    !containsKnownAfter(node.inputs) &&
    !containsKnownAfter(node.params)
  );
}

async function refineNode(
  run: DeploymentRun,
  node: PlanNode,
  driver: Driver,
  { claims, entries }: { claims: Claims; entries: Entries },
): Promise<PlanNode> {
  const { database } = run.services;
  const entry = entries.get(node.ledgerUid ?? '');
  let found: DriverPlan;
  try {
    found = await lookAt(run, node, driver, entry);
  } catch (error) {
    run.signal.throwIfAborted();
    const reason = tellable(run.redactor, (error as Error).message);
    return withProblem(
      node,
      'driver-plan',
      `The driver ${driver.id} cannot plan ${node.node}: ${reason}`,
    );
  }
  const refined = mustReplace(node, found)
    ? asReplacement(run, node, found, entry)
    : withReason(run, node, found);
  const { externalId } = found;
  if (externalId === undefined || driver.refersOnly) {
    return refined;
  }
  const owner = await findExternalIdOwner(database, {
    driver: driver.id,
    externalId,
    except: entry?.uid,
  });
  const key = JSON.stringify([driver.id, externalId]);
  const rival = claims.get(key);
  claims.set(key, rival ?? node.node);
  const whose = owner
    ? `belongs to ${owner.node} (${owner.role}) of ${owner.application}/${owner.environment}`
    : rival && `would also be ${rival} of this plan`;
  return whose
    ? withProblem(refined, 'external-id', `${externalId} ${whose}, so ${node.node} cannot take it.`)
    : refined;
}

async function lookAt(
  run: DeploymentRun,
  node: PlanNode,
  driver: Driver,
  entry: LedgerEntry | undefined,
): Promise<DriverPlan> {
  const { services, redactor, log } = run;
  const { settings } = services;
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(settings.nodeTimeout)]);
  const onRetry = async (error: unknown) => {
    services.telemetry.count('driverRetries', { driver: driver.id, operation: 'plan' });
    log.add({ level: 'warn', phase: 'match', node: node.node, message: (error as Error).message });
  };
  return withRetries(
    { retries: MOST_RETRIES, delay: settings.retryDelay, signal, onRetry },
    async () => {
      const inputs =
        driver.secretInputs === 'reference'
          ? node.inputs
          : await services.secretStores.reveal(node.inputs, secret => redactor.register(secret), {
              signal,
            });
      const { context, close } = openDriverContext(run, {
        node: node.node,
        resource: { type: node.type, class: node.class, id: node.id },
        ledgerUid: entry?.uid ?? uuid(),
        name: entry?.name ?? node.name,
        inputs: inputs as JsonObject,
        params: node.params as JsonObject,
        ...openDriverMemory(services, driver, entry, redactor),
        idempotencyKey: `plan:${run.deployment.uid}:${node.node}`,
        signal,
        phase: 'match',
        generate: async () => {
          throw permanentError(`The driver ${driver.id} may not generate values while planning.`);
        },
      });
      return services.invoker.invoke(driver, 'plan', context).finally(close);
    },
  );
}

function mustReplace(node: PlanNode, found: DriverPlan): boolean {
  return found.action === 'replace' && node.action === 'update';
}

/** The new incarnation gets a name of its own; inputs that hold it are resolved anew when it is made. */
function asReplacement(
  run: DeploymentRun,
  node: PlanNode,
  found: DriverPlan,
  entry: LedgerEntry | undefined,
): PlanNode {
  // What a newer version loosens does not count for what an older one made.
  const policy = entry ? stricterPolicy(entry.deletion, node.deletion) : node.deletion;
  const incarnation = node.incarnation + 1;
  const name = resourceName({
    environmentUid: run.environment.uid,
    node: node.node,
    id: node.id,
    incarnation,
  });
  const resource = isJsonObject(node.context.resource) ? node.context.resource : {};
  return {
    ...node,
    action: 'replace',
    reason: reasonOf(run, found) ?? `The driver ${node.driver} can only replace it.`,
    waitsForPerson: node.stateful || policy.protected || policy.onRemoval === 'approve',
    incarnation,
    name,
    context: { ...node.context, resource: { ...resource, name } },
  };
}

function withReason(run: DeploymentRun, node: PlanNode, found: DriverPlan): PlanNode {
  const reason = reasonOf(run, found);
  return reason === undefined ? node : { ...node, reason: `${node.reason} ${reason}` };
}

/** Plans are shown and kept, so what a driver says in them is treated like its log. */
function reasonOf(run: DeploymentRun, { reason }: DriverPlan): string | undefined {
  return reason === undefined ? undefined : tellable(run.redactor, reason);
}

function withProblem(node: PlanNode, code: string, message: string): PlanNode {
  const { source, pointer } = node.place;
  const problem: Problem = { severity: 'error', code, message, source, pointer };
  return { ...node, problems: [...node.problems, problem] };
}
