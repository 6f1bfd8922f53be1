import type { Rule } from '../Snapshot';

/** At no moment does a node have two incarnations in force. */
export const oneCurrentIncarnation: Rule = {
  name: 'At most one current incarnation of a node',
  check({ changes }) {
    const current = new Map<string, Set<string>>();
    return changes.flatMap(({ relation, environment, old, new: row, seq }) => {
      if (relation !== 'ledger') {
        return [];
      }
      const known = (row ?? old)!;
      const node = `${environment} ${known.node}`;
      const those = current.get(node) ?? new Set();
      current.set(node, those);
      if (row?.role === 'current') {
        those.add(String(known.uid));
      } else {
        those.delete(String(known.uid));
      }
      return those.size > 1 ? [`Change ${seq}: ${node} has ${those.size} incarnations.`] : [];
    });
  },
};

/** What the ledger says exists, does; and nothing exists that it does not know. */
export const ledgerIsTrue: Rule = {
  name: 'The ledger says what exists',
  check({ ledger, things }) {
    const existing = new Set(things.map(({ ledgerUid }) => ledgerUid));
    const known = new Set(ledger.map(({ uid }) => uid));
    return [
      ...ledger
        .filter(({ uid, presence }) => presence === 'present' && !existing.has(uid))
        .map(({ node, uid }) => `${node} (${uid}) is present in the ledger and does not exist.`),
      ...things
        .filter(({ ledgerUid }) => !known.has(ledgerUid))
        .map(({ node, ledgerUid }) => `${node} (${ledgerUid}) exists, and no row knows it.`),
    ];
  },
};
