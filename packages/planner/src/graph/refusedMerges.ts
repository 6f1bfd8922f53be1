import type { Problem } from '@tutti/score';
import { compareRequests, requesterWords } from './NodeRequest';
import type { NodeRequest } from './NodeRequest';
import { planProblem } from './planProblem';

const HINT =
  'Write merge: true in the provision if that is meant; otherwise leave its id out there, or make it of ${context.resource.id}.';
const HINT_FOR_SCORE =
  'Use another id, or ask those who wrote the definition to say merge: true if both are meant to be one.';

/**
 * A provision of a fixed id must not make one node of what belongs to several nodes, unless it says `merge: true`
 * (`manifests.md`, Co-provisioning): neither with what another node provisions, nor with what a Score file asks for under
 * that shared id. One problem at the provision, and one at each place in a Score file; each names all places.
 *
 * @param requests - all places that ask for one node
 */
export function refusedMerges(requests: readonly NodeRequest[]): Problem[] {
  const sorted = [...requests].sort(compareRequests);
  const fixed = sorted.find(request => request.mustNotMerge);
  const asked = sorted.filter(request => request.relation === 'score');
  const provisions = new Map(
    sorted
      .filter(({ relation }) => relation === 'provision')
      .map(request => [request.requester, request]),
  );
  if (!fixed || provisions.size + asked.length < 2) {
    return [];
  }
  const places = [...provisions.values(), ...asked].map(requesterWords).join(' and ');
  const message = `${fixed.node} would be one node for ${places}, because the id of the provision is fixed.`;
  return [
    planProblem('merge', message, fixed.place, { hint: HINT }),
    ...asked.map(({ place }) => planProblem('merge', message, place, { hint: HINT_FOR_SCORE })),
  ];
}
