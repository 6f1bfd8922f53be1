import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { JsonValue } from '../json/JsonValue';
import { copyJson } from '../json/copyJson';
import { appendPointer } from '../json/jsonPointer';
import { quote } from '../problems/quote';
import type { LocationNode } from './LocationNode';
import { mergeKeySources } from './mergeKeySources';
import { offsetOfNode } from './offsetOfNode';
import { isReservedKey } from './reservedKeys';
import { scalarFindings, textFindings } from './scalarFindings';
import { ReadingStopped, type YamlFinding } from './YamlFinding';

const LONGEST_KEY = 1024;

/** What a node takes from the budget beside its text; a text of nothing but values stays affordable. */
const NODE_COST = 32;

/** A converted node: its value, where its parts were written, and what an alias to it costs. */
interface Converted {
  value: JsonValue;
  children?: Map<string, LocationNode>;
  /** What it takes from the budget. */
  size: number;
  /** How many mappings and lists stand inside each other; 0 for a scalar. */
  height: number;
}

/**
 * Converts the syntax tree of one YAML document to a JSON value.
 *
 * The library's own conversion is not used, because here every node, key, text and alias is paid for
 * from a budget of characters, duplicate keys are found without comparing each key with each other, and
 * every value remembers where it was written.
 */
export class NodeConverter {
  readonly #add: (finding: YamlFinding) => void;
  readonly #maximumDepth: number;
  readonly #anchors = new Map<string, Converted | undefined>();
  #budget: number;
  readonly #path: string[] = [];

  constructor(
    limits: { maximumDepth: number; maximumSize: number },
    add: (finding: YamlFinding) => void,
  ) {
    this.#add = add;
    this.#maximumDepth = limits.maximumDepth;
    this.#budget = limits.maximumSize;
  }

  /** Converts the root node; throws {@link ReadingStopped} when a limit is reached. */
  convert(root: unknown): { value: JsonValue; location: LocationNode } {
    const { value, children } = this.#node(root);
    return { value, location: { offset: offsetOfNode(root), children } };
  }

  #node(node: unknown): Converted {
    if (isAlias(node)) {
      return this.#alias(node);
    }
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) {
      // Present without a value while its own content is read, so that a cycle is seen.
      this.#anchors.set(anchor, undefined);
    }
    const converted = this.#content(node);
    if (anchor !== undefined) {
      this.#anchors.set(anchor, converted);
    }
    return converted;
  }

  #content(node: unknown): Converted {
    if (isMap(node)) {
      return this.#map(node);
    }
    if (isSeq(node)) {
      return this.#list(node);
    }
    if (isScalar(node)) {
      return this.#scalar(node);
    }
    return { value: null, size: this.#pay(NODE_COST, node), height: 0 };
  }

  #scalar(node: Scalar): Converted {
    for (const finding of scalarFindings(node)) {
      this.#report(node, finding);
    }
    const { value } = node;
    if (typeof value === 'string') {
      return { value, size: this.#pay(NODE_COST + value.length, node), height: 0 };
    }
    const size = this.#pay(NODE_COST, node);
    if (typeof value === 'number') {
      return { value: Number.isFinite(value) ? value : null, size, height: 0 };
    }
    return { value: typeof value === 'boolean' ? value : null, size, height: 0 };
  }

  #list(node: YAMLSeq): Converted {
    const value: JsonValue[] = [];
    const children = new Map<string, LocationNode>();
    let size = this.#pay(NODE_COST, node);
    let height = 0;
    for (const [index, item] of node.items.entries()) {
      const converted = this.#enter(String(index), item, () => this.#node(item));
      value.push(converted.value);
      children.set(String(index), { offset: offsetOfNode(item), children: converted.children });
      size += converted.size;
      height = Math.max(height, converted.height);
    }
    return { value, children, size, height: height + 1 };
  }

  #map(node: YAMLMap): Converted {
    const entries = new Map<string, JsonValue>();
    const children = new Map<string, LocationNode>();
    const merged: Pair[] = [];
    let size = this.#pay(NODE_COST, node);
    let height = 0;
    for (const pair of node.items) {
      if (isMergeKey(pair.key)) {
        merged.push(pair);
        continue;
      }
      const key = this.#key(pair.key);
      if (key === undefined || !this.#accepts(key, pair.key, entries)) {
        continue;
      }
      size += this.#pay(NODE_COST + key.length, pair.key);
      const converted = this.#enter(key, pair.key, () => this.#node(pair.value));
      entries.set(key, converted.value);
      children.set(key, { offset: offsetOfNode(pair.key), children: converted.children });
      size += converted.size;
      height = Math.max(height, converted.height);
    }
    for (const pair of merged) {
      const converted = this.#merge(pair, entries, children);
      size += converted.size;
      height = Math.max(height, converted.height);
    }
    return { value: Object.fromEntries(entries), children, size, height: height + 1 };
  }

  /** The text of a key; numbers and booleans count as they are written, as in the Go tools. */
  #key(node: unknown): string | undefined {
    if (isScalar(node) && node.value !== null) {
      return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    }
    this.#report(node, {
      code: 'yaml',
      message: 'The key of a mapping has to be a text.',
      hint: 'Put quotes around the key.',
    });
    return undefined;
  }

  #accepts(key: string, node: unknown, entries: Map<string, unknown>): boolean {
    if (key.length > LONGEST_KEY) {
      throw new ReadingStopped(`A key of a mapping is longer than ${LONGEST_KEY} characters.`, {
        offset: offsetOfNode(node),
      });
    }
    const [unkept] = textFindings(key);
    if (unkept) {
      this.#report(node, unkept);
      return false;
    }
    if (isReservedKey(key)) {
      this.#report(node, {
        code: 'reserved-key',
        message: `The key ${quote(key)} is reserved and cannot be used in a file.`,
        hint: 'Choose another name.',
        key,
      });
      return false;
    }
    if (entries.has(key)) {
      this.#report(node, {
        code: 'duplicate-key',
        message: `The key ${quote(key)} is given twice in the same mapping.`,
        hint: 'Remove one of the two, or give it another name.',
        key,
      });
      return false;
    }
    return true;
  }

  #merge(
    pair: Pair,
    entries: Map<string, JsonValue>,
    children: Map<string, LocationNode>,
  ): Converted {
    const converted = this.#enter('<<', pair.key, () => this.#node(pair.value));
    const sources = mergeKeySources(converted);
    if (!sources) {
      this.#report(pair.key, {
        code: 'yaml',
        message: 'The merge key << takes a mapping or a list of mappings.',
      });
      return converted;
    }
    for (const source of sources) {
      for (const [key, location] of source.children) {
        if (!entries.has(key)) {
          entries.set(key, source.value[key]);
          children.set(key, location);
        }
      }
    }
    return converted;
  }

  #alias(node: Alias): Converted {
    const target = this.#anchors.get(node.source);
    if (target) {
      this.#checkDepth(target.height, node);
      this.#pay(target.size, node);
      return { ...target, value: copyJson(target.value) };
    }
    const isCycle = this.#anchors.has(node.source);
    this.#report(node, {
      code: 'yaml',
      message: isCycle
        ? `The alias ${quote(`*${node.source}`)} stands inside the value it repeats.`
        : `The alias ${quote(`*${node.source}`)} has no anchor before it.`,
      hint: isCycle
        ? 'Write the inner value out.'
        : `Mark the value to repeat with ${quote(`&${node.source}`)}.`,
    });
    return { value: null, size: this.#pay(NODE_COST, node), height: 0 };
  }

  #enter(key: string, place: unknown, convert: () => Converted): Converted {
    this.#checkDepth(1, place);
    this.#path.push(key);
    const converted = convert();
    this.#path.pop();
    return converted;
  }

  #checkDepth(height: number, place: unknown): void {
    if (this.#path.length + height > this.#maximumDepth) {
      throw new ReadingStopped(`The document nests more than ${this.#maximumDepth} levels deep.`, {
        offset: offsetOfNode(place),
      });
    }
  }

  #pay(size: number, place: unknown): number {
    this.#budget -= size;
    if (this.#budget < 0) {
      throw new ReadingStopped(
        'The document holds more values than can be read, counting what its aliases repeat.',
        { offset: offsetOfNode(place), hint: 'Use fewer aliases, or several files.' },
      );
    }
    return size;
  }

  #report(
    place: unknown,
    finding: Omit<YamlFinding, 'severity' | 'offset' | 'pointer'> &
      Partial<Pick<YamlFinding, 'severity'>> & { key?: string },
  ): void {
    const { key, ...rest } = finding;
    const path = key === undefined ? this.#path : [...this.#path, key];
    this.#add({
      severity: 'error',
      ...rest,
      offset: offsetOfNode(place),
      pointer: appendPointer('', ...path),
    });
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}
