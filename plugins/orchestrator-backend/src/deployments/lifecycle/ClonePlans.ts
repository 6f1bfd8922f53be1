import {
  SecretRedactor,
  type PlanPolicy,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PlanView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { EMPTY_SET, plan as makePurePlan, type DriverDescriptor, type Plan } from '@tutti/planner';
import { canonicalHash } from '@tutti/score';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { readSet } from '../../database/deployments/readSet';
import { selectEnvironments } from '../../database/environments/selectEnvironments';
import { readDatabaseTime } from '../../database/readDatabaseTime';
import { assertRoom, nameIsTaken } from '../../environments/addEnvironment';
import type { EnvironmentCandidate, EnvironmentRecord } from '../../environments/Environments';
import { tellable } from '../../execution/log/tellable';
import { policySubject, reviewPlan } from '../../policies';
import { pinsOf } from '../../registry/pins/pinsOf';
import type { Registry } from '../../registry/Registry';
import { registryIn } from '../../registry/rollouts/registryIn';
import type { ApplicationValues } from '../../secrets/Values';
import type { Telemetry } from '../../telemetry/Telemetry';
import type { CloneChoices, SubmissionPrincipal } from '../Deployments';
import { toPlanView } from '../toPlanView';
import { clonedWorkloads } from './clonedWorkloads';

/** What {@link ClonePlans.create} needs. */
export interface ClonePlansOptions {
  database: Knex;
  registry: Pick<Registry, 'snapshot'>;
  values: ApplicationValues;
  drivers: () => DriverDescriptor[];
  policies: readonly PlanPolicy[];
  telemetry: Telemetry;
}

/**
 * What the first deployment of an environment would do that somebody thinks of making from another one. Nothing is
 * written: the plan is the planner's over what is registered now, with the values of the application and what policies
 * find, and drivers are not asked to look. Names of resources hold a digest of the environment's uid, so those of the
 * environment that is made are others.
 */
export class ClonePlans {
  readonly #options: ClonePlansOptions;

  private constructor(options: ClonePlansOptions) {
    this.#options = options;
  }

  static create(options: ClonePlansOptions): ClonePlans {
    return new ClonePlans(options);
  }

  /**
   * @param source - the environment that it would be made from
   * @param signal - aborts when nobody waits for the plan any more
   * @throws ConflictError for a name that is taken or one environment too many of its type, InputError when there is
   *   nothing to take along: as making it would.
   */
  async plan(
    source: EnvironmentRecord,
    candidate: EnvironmentCandidate,
    choices: CloneChoices,
    principal: SubmissionPrincipal,
    signal: AbortSignal,
  ): Promise<PlanView> {
    const { database, values, drivers } = this.#options;
    const { application, name, type, labels, applicationUid, applicationLabels } = candidate;
    const set = await readSet(database, source.desiredSet);
    const delta = clonedWorkloads(set, source.name, choices.workloads);
    const taken = { applications: [application], environment: name };
    if ((await selectEnvironments(database, taken)).length > 0) {
      throw nameIsTaken(candidate);
    }
    await assertRoom(database, candidate);
    const environment = { ...candidate, uid: uuid() };
    const pins = await pinsOf(database, environment);
    const { registry } = this.#options;
    const plan = makePurePlan({
      ...{ kind: 'clone', base: EMPTY_SET, delta, ledger: [], pins },
      registry: await registryIn({ database, registry, environment, bound: pins }),
      drivers: drivers(),
      values: (await values.forApplication(applicationUid)).values,
      context: {
        application: { id: application, labels: applicationLabels },
        environment: { uid: environment.uid, id: name, type, labels },
      },
    });
    const findings = await this.#review(plan, environment, { choices, principal, signal });
    const reviewed = findings.length > 0 ? { ...plan, findings } : plan;
    return toPlanView(reviewed, canonicalHash(JSON.parse(JSON.stringify(reviewed))));
  }

  async #review(
    plan: Plan,
    environment: EnvironmentCandidate & { uid: string },
    asked: { choices: CloneChoices; principal: SubmissionPrincipal; signal: AbortSignal },
  ) {
    const { database, policies, telemetry } = this.#options;
    const { choices, principal, signal } = asked;
    const redactor = new SecretRedactor();
    return reviewPlan({
      ...{ policies, telemetry, signal },
      subject: policySubject({
        ...{ plan, environment, now: await readDatabaseTime(database) },
        deployment: {
          ...{ uid: uuid(), number: 1, kind: 'clone', planOnly: true, comment: choices.comment },
          requestedBy: principal.onBehalfOf ?? principal.ref,
          submittedBy: principal.onBehalfOf && principal.ref,
        },
      }),
      tellable: text => tellable(redactor, text),
    });
  }
}
