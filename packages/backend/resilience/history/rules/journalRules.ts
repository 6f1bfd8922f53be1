import type { Change, Rule, Snapshot } from '../Snapshot';

function intentsByKey({ changes }: Snapshot): Map<string, Change> {
  return new Map(
    changes
      .filter(({ relation, old }) => relation === 'journal' && !old)
      .map(change => [String(change.new?.idempotency_key), change]),
  );
}

function effectsByKey({ records }: Snapshot): Map<string, { at: number }> {
  return new Map(
    records.filter(({ what }) => what === 'done').map(record => [record.key!, record]),
  );
}

/** Nothing happens outside that was not written down before. */
export const intentComesFirst: Rule = {
  name: 'Every effect has its intent before',
  check(snapshot) {
    const intents = intentsByKey(snapshot);
    return [...effectsByKey(snapshot)].flatMap(([key, effect]) => {
      const intent = intents.get(key);
      // The world's clock shows whole milliseconds.
      return intent && intent.at < effect.at + 1
        ? []
        : [`The effect ${key} has ${intent ? 'its intent only afterwards' : 'no intent'}.`];
    });
  },
};

/** Nothing counts as done that did not happen, and no outcome is ever changed. */
export const evidenceIsTrue: Rule = {
  name: 'Every success in the journal has its effect before, and stands',
  check(snapshot) {
    const effects = effectsByKey(snapshot);
    const worldly = new Set(
      snapshot.records.flatMap(({ what, ledgerUid }) =>
        what === 'asked' && ledgerUid !== undefined ? [ledgerUid] : [],
      ),
    );
    return snapshot.changes.flatMap(({ relation, old, new: row, at }) => {
      if (relation !== 'journal' || !old || !row) {
        return [];
      }
      const key = String(row.idempotency_key);
      if (typeof old.outcome === 'string' && old.outcome !== row.outcome) {
        return [`The outcome of ${key} went from ${old.outcome} to ${row.outcome}.`];
      }
      const effect = effects.get(key);
      const isMissing =
        row.outcome === 'succeeded' &&
        worldly.has(String(row.ledger_uid)) &&
        (!effect || effect.at > at + 1);
      return isMissing ? [`${key} counts as done, but it did not happen before.`] : [];
    });
  },
};

/** A crash makes nothing happen twice: one effect of a kind per deployment and incarnation. */
export const nothingHappensTwice: Rule = {
  name: 'No effect happens twice',
  check({ records }) {
    const seen = new Set<string>();
    return records
      .filter(({ what }) => what === 'done')
      .flatMap(({ key, deployment, ledgerUid, operation, node }) => {
        const names = [`key ${key}`, `${operation} of ${node} (${ledgerUid}) in ${deployment}`];
        const twice = names.filter(name => seen.has(name));
        names.forEach(name => seen.add(name));
        return twice.map(name => `It happened twice: ${name}.`);
      });
  },
};

/** Generated values belong to their incarnation for good. */
export const secretsStay: Rule = {
  name: 'Generated secrets never change',
  check({ records }) {
    const passwords = new Map<string, string>();
    return records.flatMap(({ what, ledgerUid, password, node }) => {
      if ((what !== 'done' && what !== 'again') || password === undefined) {
        return [];
      }
      const first = passwords.get(ledgerUid!) ?? password;
      passwords.set(ledgerUid!, first);
      return first === password ? [] : [`The password of ${node} (${ledgerUid}) changed.`];
    });
  },
};
