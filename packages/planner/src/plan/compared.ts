import { differences } from '../diff/differences';
import type { Difference, LedgerRow, PlanNode } from '../model';

/** What a node of a plan says of the row that it goes on from, and how it differs; nothing where there is no row. */
export function compared(row: LedgerRow | undefined, node: PlanNode): Partial<PlanNode> {
  return row ? { ...previousOf(row), differences: differencesFrom(row, node) } : {};
}

/** Definition, version and driver that made what exists. */
export function previousOf(row: LedgerRow) {
  return {
    previousDefinition: row.definition,
    previousDefinitionVersion: row.definitionVersion,
    previousDriver: row.driver,
  };
}

/** From what a row was last applied with to what a node is planned with: definition, driver, inputs, params. */
export function differencesFrom(row: LedgerRow, node: PlanNode): Difference[] {
  const before = `${row.definition}@${row.definitionVersion}`;
  const after =
    node.definition === undefined ? undefined : `${node.definition}@${node.definitionVersion}`;
  return [
    ...(before === after
      ? []
      : [{ path: '/definition', before, ...(after !== undefined && { after }) }]),
    ...(node.driver === undefined || node.driver === row.driver
      ? []
      : [{ path: '/driver', before: row.driver, after: node.driver }]),
    ...differences(row.inputs, node.inputs, '/inputs'),
    ...differences(row.params, node.params, '/params'),
  ];
}
