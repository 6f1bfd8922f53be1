import type { JsonObject } from '@tutti/score';
import { CriteriaIndex } from '../match/CriteriaIndex';
import type {
  DeploymentKind,
  DeploymentSet,
  DriverDescriptor,
  LedgerRow,
  NodeId,
  NodeIdParts,
  Pin,
  PlanArguments,
  PlanContext,
  RegistrySnapshot,
  ResourceTypeSpec,
} from '../model';
import { WORKLOAD_TYPE, nodeId, workloadNodeId } from '../model';
import { KnownNames } from '../schema';
import { builtInResourceTypes } from '../read/builtInResourceTypes';
import { LedgerView } from './LedgerView';
import { findMoves, previousNames } from './moves';
import type { Moves, PreviousNames } from './moves';

/** The ledger row that a node goes on from, and how it comes to it. */
export interface Predecessor {
  how: 'current' | 'orphan' | 'moved';
  row: LedgerRow;
}

/** The arguments of a plan, arranged for looking things up. */
export class PlanningWorld {
  readonly kind: DeploymentKind;
  readonly set: DeploymentSet;
  readonly context: PlanContext;
  readonly registry: RegistrySnapshot;
  readonly index: CriteriaIndex;
  readonly ledger: LedgerView;
  /** Workloads that the delta names, whether they are in the set or taken out of it. */
  readonly named: ReadonlySet<string>;
  readonly #values: JsonObject;
  readonly #valuesOfThen: JsonObject;
  readonly #rollback: Map<string, Pin>;
  readonly #types: Map<string, ResourceTypeSpec>;
  readonly #drivers: Map<string, DriverDescriptor>;
  readonly #pins: Map<string, Pin>;
  readonly #rolloutNodes: Map<string, Pin>;
  readonly #destroyRows: ReadonlySet<string> | undefined;
  readonly #moves: Moves;
  #typeNames: KnownNames | undefined;
  #directTypeNames: KnownNames | undefined;

  private constructor(args: PlanArguments, set: DeploymentSet) {
    this.kind = args.kind;
    this.set = set;
    this.context = args.context;
    this.registry = args.registry;
    this.index = CriteriaIndex.create(args.registry);
    this.ledger = LedgerView.create(args.ledger);
    this.#values = args.values;
    this.#valuesOfThen = args.rollback?.values ?? {};
    this.#rollback = new Map((args.rollback?.nodes ?? []).map(bound => [bound.node, bound]));
    this.#destroyRows = args.destroyRows && new Set(args.destroyRows);
    this.#moves = findMoves(set);
    this.named = new Set([
      ...Object.keys(args.delta.upsert),
      ...args.delta.remove,
      ...[...this.#moves.workloads]
        .filter(([name]) => Object.hasOwn(args.delta.upsert, name))
        .map(([, old]) => old),
    ]);
    const types = [...builtInResourceTypes, ...args.registry.resourceTypes];
    this.#types = new Map(types.map(type => [type.name, type]));
    this.#drivers = new Map(args.drivers.map(driver => [driver.id, driver]));
    this.#pins = new Map(args.pins.map(pin => [pin.node, pin]));
    this.#rolloutNodes = new Map((args.rolloutNodes ?? []).map(bound => [bound.node, bound]));
  }

  /** Arranges the arguments of a plan for the set that it makes true. */
  static create(args: PlanArguments, set: DeploymentSet): PlanningWorld {
    return new PlanningWorld(args, set);
  }

  /** A resource type by name; the registry comes before what is built in. */
  resourceType(name: string): ResourceTypeSpec | undefined {
    return this.#types.get(name);
  }

  /** A driver by id. */
  driver(id: string): DriverDescriptor | undefined {
    return this.#drivers.get(id);
  }

  /** Which resource type may have been meant by a name that is none, and which there are. */
  typeHint(name: string): string | undefined {
    this.#typeNames ??= KnownNames.create(this.#types.keys());
    return this.#typeNames.hint(name);
  }

  /** The same for a name in a Score file, which may ask for some types only. */
  directTypeHint(name: string): string | undefined {
    this.#directTypeNames ??= KnownNames.create(
      [...this.#types.values()].filter(type => type.use === 'direct').map(type => type.name),
    );
    return this.#directTypeNames.hint(name);
  }

  /** Which driver may have been meant by an id that is none, and which there are. */
  driverHint(id: string): string | undefined {
    return KnownNames.create(this.#drivers.keys()).hint(id);
  }

  /** What binds a node to a version: its pin, or else the rollback that brings it back. */
  pin(node: string): Pin | undefined {
    return this.#pins.get(node) ?? this.#rollback.get(node);
  }

  /** The shared values that a node sees: those of then, when a rollback brings it back. */
  valuesFor(node: NodeId): JsonObject {
    return this.#rollback.has(node) ? this.#valuesOfThen : this.#values;
  }

  /** The version that a rollout brings a node to: one without a pin, of the very definition that made it. */
  rolloutOf(node: NodeId): Pin | undefined {
    const bound = this.#rolloutNodes.get(node);
    const isOurs = bound?.definition === this.ledger.current(node)?.definition;
    return isOurs && !this.#pins.has(node) ? bound : undefined;
  }

  /** Whether it matters which nodes a named workload leads to: for pins, and for a refresh of some workloads. */
  asksWhatIsReached(): boolean {
    return this.#pins.size > 0 || (this.kind === 'refresh' && !this.coversEverything());
  }

  /** Whether the whole environment is meant: its deletion, and a refresh or repair that names no workload. */
  coversEverything(): boolean {
    const isWhole = this.kind === 'refresh' || this.kind === 'drift-repair';
    return this.deletesEnvironment() || (isWhole && this.named.size === 0);
  }

  /** Whether nothing is to be left. */
  deletesEnvironment(): boolean {
    return (
      this.kind === 'destroy' &&
      this.#destroyRows === undefined &&
      Object.keys(this.set.workloads).length === 0
    );
  }

  /** Whether rows that a person has decided about are all that this deployment takes away. */
  destroysOnlyDecided(): boolean {
    return this.#destroyRows !== undefined;
  }

  /** Whether a person has decided that this row, which was left behind, is destroyed. */
  isDecided(row: LedgerRow): boolean {
    return row.role !== 'current' && Boolean(this.#destroyRows?.has(row.uid));
  }

  /** Whether environments like this one are previews, which delete themselves. */
  isPreview(): boolean {
    const { type } = this.context.environment;
    return this.registry.environmentTypes.some(each => each.name === type && each.preview);
  }

  /** What the node of a workload, or of a resource in its Score file, was called before this deployment's moves. */
  previousNames(id: string, owner: string | undefined): PreviousNames | undefined {
    return previousNames(this.#moves, id, owner);
  }

  /** The row that a node goes on from: its own, one that it is moved from, or an orphan of its own. */
  predecessor(parts: NodeIdParts, previous: PreviousNames | undefined): Predecessor | undefined {
    const node = nodeOf(parts);
    const current = this.ledger.current(node);
    if (current) {
      return { how: 'current', row: current };
    }
    const moved = previous && this.#movedFrom(parts, previous.id);
    if (moved) {
      return { how: 'moved', row: moved };
    }
    const orphan = this.ledger.orphan(node);
    return orphan && { how: 'orphan', row: orphan };
  }

  /** The row under the old id: of the same class, or else the only one in use of a class that nobody asks for there. */
  #movedFrom(parts: NodeIdParts, id: string): LedgerRow | undefined {
    if (id !== parts.id) {
      const oldNode = nodeOf({ ...parts, id });
      const row = this.ledger.current(oldNode) ?? this.ledger.orphan(oldNode);
      if (row) {
        return row;
      }
    }
    const others = this.ledger
      .currentOf(parts.type, id)
      .filter(row => row.node !== nodeOf(parts) && !this.#moves.wanted.has(row.node));
    return others.length === 1 ? others[0] : undefined;
  }
}

/** The class of a workload is its profile, which is free text and no part of its identity. */
function nodeOf(parts: NodeIdParts): NodeId {
  return parts.type === WORKLOAD_TYPE ? workloadNodeId(parts.id) : nodeId(parts);
}
