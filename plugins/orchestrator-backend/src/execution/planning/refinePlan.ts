import { permanentError, type Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Plan, PlanNode } from '@tutti/planner';
import { containsKnownAfter, type JsonObject, type Problem } from '@tutti/score';
import { v7 as uuid } from 'uuid';
import { findExternalIdOwner } from '../../database/ledger/findExternalIdOwner';
import { findLedgerEntry } from '../../database/ledger/findLedgerEntry';
import { createDriverContext } from '../drivers/createDriverContext';
import { openDriverMemory } from '../drivers/openDriverMemory';
import type { DeploymentRun } from '../DeploymentRun';

/**
 * Lets drivers look, and never touch, at the nodes of a plan that would be made or changed and whose inputs are fully
 * known. A driver may find that nothing is to do, that a change means a replacement, or that the thing belongs to
 * somebody else; what it says becomes part of the plan.
 */
export async function refinePlan(run: DeploymentRun, plan: Plan): Promise<Plan> {
  const nodes: PlanNode[] = [];
  for (const node of plan.nodes) {
    run.signal.throwIfAborted();
    const driver = node.driver === undefined ? undefined : run.services.drivers.get(node.driver);
    nodes.push(driver && canBeLookedAt(node, driver) ? await refineNode(run, node, driver) : node);
  }
  return { ...plan, nodes };
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

async function refineNode(run: DeploymentRun, node: PlanNode, driver: Driver): Promise<PlanNode> {
  const { services, redactor } = run;
  const entry = node.ledgerUid
    ? await findLedgerEntry(services.database, node.ledgerUid)
    : undefined;
  const ledgerUid = entry?.uid ?? uuid();
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(services.settings.nodeTimeout)]);
  try {
    const inputs =
      driver.secretInputs === 'reference'
        ? node.inputs
        : await services.secretStores.reveal(node.inputs, secret => redactor.add(secret), {
            signal,
          });
    const found = await services.invoker.invoke(
      driver,
      'plan',
      createDriverContext(run, {
        node: node.node,
        resource: { type: node.type, class: node.class, id: node.id },
        ledgerUid,
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
      }),
    );
    const refined = { ...node };
    if (found.action === 'replace' && node.action === 'update') {
      refined.action = 'replace';
      refined.waitsForPerson = node.stateful || node.deletion.protected;
      refined.reason = found.reason ?? `The driver ${driver.id} can only replace it.`;
    } else if (found.reason) {
      refined.reason = `${node.reason} ${found.reason}`;
    }
    if (found.externalId !== undefined && !driver.refersOnly) {
      const owner = await findExternalIdOwner(services.database, {
        driver: driver.id,
        externalId: found.externalId,
        except: entry?.uid,
      });
      if (owner && !(refined.action === 'replace' && owner.ledgerUid === node.ledgerUid)) {
        const message = `${found.externalId} belongs to ${owner.node} (${owner.role}) of ${owner.application}/${owner.environment}, so ${node.node} cannot take it.`;
        refined.problems = [...node.problems, problemOf(node, 'external-id', message)];
      }
    }
    return refined;
  } catch (error) {
    run.signal.throwIfAborted();
    const message = `The driver ${driver.id} cannot plan ${node.node}: ${redactor.redact((error as Error).message)}`;
    return { ...node, problems: [...node.problems, problemOf(node, 'driver-plan', message)] };
  }
}

function problemOf(node: PlanNode, code: string, message: string): Problem {
  return {
    severity: 'error',
    code,
    message,
    source: node.place.source,
    pointer: node.place.pointer,
  };
}
