import { readProperty, type JsonValue } from '@tutti/score';

/**
 * Orders a merged list as Kubernetes does: elements that `order` names come in its order, the others in that of the
 * original list. Where both meet, another element goes first only if it was before the named one in the original;
 * so what a patch adds comes before what it does not mention.
 */
export function orderElements(
  merged: JsonValue[],
  order: JsonValue[],
  original: JsonValue[],
  mergeKey: string | undefined,
): JsonValue[] {
  const identity = (element: JsonValue) =>
    mergeKey === undefined ? element : readProperty(element, mergeKey);
  const rank = (list: JsonValue[]) => {
    const identities = list.map(identity);
    return (element: JsonValue) => identities.indexOf(identity(element));
  };
  const rankInOrder = rank(order);
  const rankInOriginal = rank(original);
  const byRank = (of: (element: JsonValue) => number) => (left: JsonValue, right: JsonValue) =>
    of(left) - of(right);

  const named = merged.filter(element => rankInOrder(element) >= 0).sort(byRank(rankInOrder));
  const others = merged.filter(element => rankInOrder(element) < 0).sort(byRank(rankInOriginal));
  const result: JsonValue[] = [];
  for (const element of named) {
    const place = rankInOriginal(element);
    while (others.length > 0 && place >= 0 && rankInOriginal(others[0]) < place) {
      result.push(...others.splice(0, 1));
    }
    result.push(element);
  }
  return [...result, ...others];
}
