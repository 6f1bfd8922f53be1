import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import fc from 'fast-check';
import type { ResourceFilter } from '../authorization/rules/ResourceFilter';
import { applicationRuleset } from '../authorization/rules/applicationRules';
import { environmentRuleset } from '../authorization/rules/environmentRules';
import { selectApplications } from './environments/selectApplications';
import { selectEnvironments } from './environments/selectEnvironments';
import { prepareSchema } from './__testUtils__/prepareSchema';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const OWNERS = [undefined, 'group:default/a', 'group:default/b'];
const TYPES = ['development', 'production'];
/** Names and values that would break out of a path or a quotation. */
const LABELS: Record<string, string>[] = [
  {},
  { tier: '1' },
  { tier: '2', 'tutti.dev/zone': 'eu\'"\\' },
  { '$."x"': '1', 'a.b': '' },
];

const label = fc.constantFrom(...LABELS.flatMap(Object.keys), 'none', '__proto__');
const value = fc.constantFrom(...LABELS.flatMap(labels => Object.values(labels)), 'none');
const claims = fc.array(fc.constantFrom('group:default/a', 'Group:Default/B', 'group:default/c'), {
  maxLength: 2,
});

function condition(rule: string, params: object): PermissionCondition {
  return { rule, resourceType: '', params } as unknown as PermissionCondition;
}

const ownerOrLabel = fc.oneof(
  claims.map(refs => condition('IS_OWNER', { claims: refs })),
  fc
    .record({ label, value: fc.option(value, { nil: undefined }) })
    .map(params => condition('HAS_LABEL', params)),
);
const ownerLabelOrType = fc.oneof(
  ownerOrLabel,
  fc
    .array(fc.constantFrom(...TYPES, 'none'), { maxLength: 2 })
    .map(types => condition('HAS_ENVIRONMENT_TYPE', { types })),
);

function criteriaOf(leaf: fc.Arbitrary<PermissionCondition>) {
  const { criteria } = fc.letrec<{ criteria: PermissionCriteria<PermissionCondition> }>(tie => {
    const parts = fc.array(tie('criteria'), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<any>;
    return {
      criteria: fc.oneof(
        { maxDepth: 3 },
        leaf,
        parts.map(allOf => ({ allOf })),
        parts.map(anyOf => ({ anyOf })),
        tie('criteria').map(not => ({ not })),
      ) as fc.Arbitrary<PermissionCriteria<PermissionCondition>>,
    };
  });
  return criteria;
}

function decision(conditions: PermissionCriteria<PermissionCondition>): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: PLUGIN_ID,
    resourceType: '',
    conditions,
  };
}

describe.each(databases.eachSupportedId())('conditions as SQL on %p', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    await prepareSchema(knex);
    let number = 0;
    for (const owner of OWNERS) {
      for (const labels of LABELS) {
        number += 1;
        const uid = `application-${number}`;
        await knex('applications').insert({
          uid,
          name: uid,
          owner_ref: owner ?? null,
          labels: JSON.stringify(labels),
        });
        for (const type of TYPES) {
          await knex('environments').insert({
            uid: `${uid}-${type}`,
            application_uid: uid,
            name: type,
            type,
            labels: JSON.stringify(labels),
          });
        }
      }
    }
    return knex;
  }

  it('find exactly the applications that the same conditions allow one by one', async () => {
    const knex = await setUp();
    const all = await selectApplications(knex, {});
    const isAllowed = createConditionAuthorizer(applicationRuleset);
    const transform = createConditionTransformer<ResourceFilter>(applicationRuleset);

    await fc.assert(
      fc.asyncProperty(criteriaOf(ownerOrLabel), async conditions => {
        const found = await selectApplications(knex, { visible: transform(conditions) });
        const allowed = all.filter(each => isAllowed(decision(conditions), each));
        expect(found.map(each => each.uid)).toEqual(allowed.map(each => each.uid));
      }),
    );
  });

  it('find exactly the environments that the same conditions allow one by one', async () => {
    const knex = await setUp();
    const all = await selectEnvironments(knex, {});
    const isAllowed = createConditionAuthorizer(environmentRuleset);
    const transform = createConditionTransformer<ResourceFilter>(environmentRuleset);

    await fc.assert(
      fc.asyncProperty(criteriaOf(ownerLabelOrType), async conditions => {
        const found = await selectEnvironments(knex, { visible: transform(conditions) });
        const allowed = all.filter(each => isAllowed(decision(conditions), each));
        expect(found.map(each => each.uid)).toEqual(allowed.map(each => each.uid));
      }),
    );
  });
});
