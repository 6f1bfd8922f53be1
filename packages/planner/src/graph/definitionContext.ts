import { readProperty } from '@tutti/score';
import type { JsonObject, JsonValue, Problem } from '@tutti/score';
import type { NodeIdParts, ResourceTypeSpec } from '../model';
import { alternatives } from '../schema';
import { staticText } from './composeTemplate';
import type { ParamsScope } from './NodeRequest';
import { planProblem } from './planProblem';
import type { PlanningWorld } from './PlanningWorld';
import { choosePort, serviceOf } from './services';

/** What the context of a definition is made of. */
export interface ContextArguments {
  parts: NodeIdParts;
  type: ResourceTypeSpec | undefined;
  /** `context.resource.name`. */
  name: string;
  /** The workload that the node is private to. */
  owner: string | undefined;
  params: JsonObject;
  scope: ParamsScope;
  place: { source: string; pointer: string };
}

/**
 * The closed `context` that a definition reads (`manifests.md`, Placeholders), without `resource.uid`, which exists only
 * with the ledger row.
 */
export function definitionContext(
  world: PlanningWorld,
  args: ContextArguments,
): { context: JsonObject; problems: Problem[] } {
  const { application, environment } = world.context;
  const { parts, owner, name, type } = args;
  const workload = owner === undefined ? undefined : world.set.workloads[owner]?.workload;
  const target = type?.refersTo === 'workload' ? targetOf(world, args) : undefined;
  return {
    context: {
      application: { id: application.id, labels: application.labels },
      environment: { id: environment.id, type: environment.type, labels: environment.labels },
      resource: { id: parts.id, type: parts.type, class: parts.class, name },
      ...(owner !== undefined &&
        workload && { workload: { id: owner, service: serviceOf(workload) } }),
      ...(target && { target: target.value }),
    },
    problems: target?.problems ?? [],
  };
}

/** The workload that a node refers to: `{ id, service, port? }`. It may be absent, which is a warning. */
function targetOf(
  world: PlanningWorld,
  args: ContextArguments,
): { value: JsonObject; problems: Problem[] } {
  const { place } = args;
  const wanted = param(args, 'workload');
  const port = param(args, 'port');
  const problems = [wanted.error, port.error].flatMap(error =>
    error ? planProblem('unknown-target', `The target cannot be told: ${error}.`, place) : [],
  );
  const id = wanted.text ?? defaultTarget(world, args);
  const workload = world.set.workloads[id]?.workload;
  if (!workload) {
    const message = `${args.parts.type} ${args.parts.id} refers to workload ${id}, which is not in this environment.`;
    const hint = alternatives(id, Object.keys(world.set.workloads));
    problems.push(planProblem('absent-target', message, place, { severity: 'warning', hint }));
    return { value: { id, service: { name: id, ports: {} } }, problems };
  }
  const service = serviceOf(workload);
  const chosen = choosePort(service, port.text);
  if (!chosen && port.text !== undefined) {
    const message = `Workload ${id} has no port ${port.text} in its service.`;
    const hint = alternatives(port.text, Object.keys(service.ports as JsonObject));
    problems.push(planProblem('absent-port', message, place, { severity: 'warning', hint }));
  }
  return { value: { id, service, ...(chosen && { port: chosen }) }, problems };
}

function param(args: ContextArguments, name: string): { text?: string; error?: string } {
  const template: JsonValue | undefined = readProperty(args.params, name);
  return template === undefined ? {} : staticText(template, args.scope.metadata);
}

/** The resource's key, when a workload of that name is in the set, or else the workload that asks. */
function defaultTarget(world: PlanningWorld, args: ContextArguments): string {
  const key = args.parts.id.slice(args.parts.id.indexOf('.') + 1);
  return Object.hasOwn(world.set.workloads, key) ? key : (args.owner ?? key);
}
