import type { Criterion, PlanContext } from '../model';

/** What is asked for: the parts of a node. For a workload the class is its profile. */
export interface MatchRequest {
  type: string;
  class: string;
  id: string;
}

/** All values that a criterion is compared with, under the names of its fields. */
export type MatchFacts = Required<Criterion>;

/** The facts of a request in a context. */
export function matchFacts(request: MatchRequest, context: PlanContext): MatchFacts {
  return {
    class: request.class,
    resource: request.id,
    environment: context.environment.id,
    application: context.application.id,
    environmentType: context.environment.type,
  };
}
