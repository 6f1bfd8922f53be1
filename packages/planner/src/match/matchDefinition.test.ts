import fc from 'fast-check';
import type { Criterion, DefinitionVersion, PlanContext, RegistrySnapshot } from '../model';
import { argumentsFor, definition, registryOf } from '../testUtils/scenario';
import { criterionText } from './criterionText';
import { matchDefinition } from './matchDefinition';

const { context } = argumentsFor(registryOf(''), []);
const request = { type: 'postgres', class: 'default', id: 'web.db' };

function registryWith(criteria: Record<string, string>): RegistrySnapshot {
  return registryOf(
    ...Object.entries(criteria).map(([name, text]) =>
      definition(name, `type: postgres\n  driver: static\n  criteria: ${text}`),
    ),
  );
}

function winnerOf(criteria: Record<string, string>, asked = request): string | undefined {
  return matchDefinition(asked, context, registryWith(criteria)).winner?.definition;
}

describe('the criterion that wins', () => {
  test('sets the more specific field: resource before environment before application before environment type', () => {
    const byType = '[{ environmentType: development }]';
    const byApplication = '[{ application: shop }]';
    const byEnvironment = '[{ environment: dev }]';
    const byResource = '[{ resource: web.db }]';
    expect(winnerOf({ everywhere: '[{}]', 'type-only': byType })).toBe('type-only');
    expect(winnerOf({ 'type-only': byType, 'application-only': byApplication })).toBe(
      'application-only',
    );
    expect(
      winnerOf({
        'application-only': byApplication,
        'environment-only': byEnvironment,
        both: '[{ application: shop, environmentType: development }]',
      }),
    ).toBe('environment-only');
    expect(winnerOf({ 'environment-only': byEnvironment, 'resource-only': byResource })).toBe(
      'resource-only',
    );
  });

  test('has the requested class, and no class stands for another', () => {
    expect(winnerOf({ plain: '[{}]' }, { ...request, class: 'analytics' })).toBeUndefined();
    expect(winnerOf({ plain: '[{}]', big: '[{ class: analytics }]' })).toBe('plain');
  });

  test('belongs to a definition that has a default version', () => {
    const registry = registryWith({ proposed: '[{ application: shop }]', plain: '[{}]' });
    registry.definitions.find(each => each.name === 'proposed')!.status = 'proposed';
    expect(matchDefinition(request, context, registry).winner?.definition).toBe('plain');
  });
});

describe('the explanation', () => {
  const registry = registryWith({
    production: '[{ environmentType: production }]',
    plain: '[{}]',
    shop: '[{ application: shop }]',
    analytics: '[{ class: analytics, application: other }]',
  });
  const explained = matchDefinition(request, context, registry);

  test('puts the winner first and the others in order of name', () => {
    expect(explained.candidates.map(each => each.definition)).toEqual([
      'shop',
      'analytics',
      'plain',
      'production',
    ]);
    expect(explained.text).toBe(
      'postgres of class default with id web.db matches definition shop, version 1 by its criterion: class default, application shop. Other criteria of this type: 3. plain fits too, but is less specific.',
    );
  });

  test('gives each loser the first field that failed and the smallest change that would make it win', () => {
    const [, analytics, plain, production] = explained.candidates;
    expect(analytics).toMatchObject({
      fits: false,
      failed: { field: 'class', expected: 'analytics', actual: 'default' },
      change:
        'It would win if the class were "analytics" (it is "default") and the application were "other" (it is "shop").',
    });
    expect(plain).toMatchObject({
      fits: true,
      beatenBy: 'shop (class default, application shop)',
      change: 'It would win if its criterion also set environment: dev.',
    });
    expect(production).toMatchObject({
      failed: { field: 'environmentType', expected: 'production', actual: 'development' },
      change:
        'It would fit if the environment type were "production" (it is "development"), but shop (class default, application shop) would still win.',
    });
  });

  test('names the nearest candidate and what it lacks when nothing fits', () => {
    const { by, text } = matchDefinition(
      request,
      context,
      registryWith({ production: '[{ environmentType: production }]' }),
    );
    expect(by).toBe('none');
    expect(text).toContain(
      'The nearest is production. It would win if the environment type were "production"',
    );
  });

  test('says which types there are when there is no definition of the type', () => {
    const { text } = matchDefinition({ ...request, type: 'postgrse' }, context, registry);
    expect(text).toContain('there is none of type postgrse. Did you mean "postgres"?');
  });

  test('says what is missing when there are definitions of the type, and none is a candidate', () => {
    const proposed = registryWith({ proposed: '[{}]', other: '[{}]' });
    const definitions = proposed.definitions.map(each => ({
      ...each,
      status: 'proposed' as const,
    }));
    const { text } = matchDefinition(request, context, { ...proposed, definitions });
    expect(text).toMatch(
      /none of those of type postgres \(other, proposed\) has a default version\. Promote a version of one of them\.$/,
    );
    const without = matchDefinition(request, context, { ...proposed, criteria: [] });
    expect(without.text).toMatch(
      /no default version of those of type postgres \(other, proposed\) has criteria\. Give one of them criteria/,
    );
  });

  test('says what a new request would get while a node keeps its definition, and a pin comes before both', () => {
    const kept = { definition: 'production', version: 1 };
    expect(matchDefinition(request, context, registry, { kept })).toMatchObject({
      by: 'kept',
      winner: { definition: 'production' },
      text: expect.stringContaining('would match definition shop'),
    });
    const pin = { node: 'postgres.default#web.db', definition: 'plain', version: 1 };
    expect(matchDefinition(request, context, registry, { kept, pin })).toMatchObject({
      by: 'pin',
      winner: { definition: 'plain' },
    });
    const gone = { ...pin, version: 9 };
    expect(matchDefinition(request, context, registry, { pin: gone })).toMatchObject({
      by: 'none',
      text: expect.stringContaining('Remove the pin'),
    });
  });
});

describe('for random rule sets', () => {
  const value = fc.constantFrom('a', 'b');
  const criterion: fc.Arbitrary<Criterion> = fc.record(
    {
      class: value,
      resource: value,
      environment: value,
      application: value,
      environmentType: value,
    },
    { requiredKeys: ['class'] },
  );
  const criteria = fc.uniqueArray(criterion, { selector: criterionText, maxLength: 20 });

  const status = fc.constantFrom('default' as const, 'proposed' as const, 'archived' as const);

  test('the indexed matcher agrees with looking at every criterion', () => {
    fc.assert(
      fc.property(
        criteria,
        fc.array(status, { minLength: 1, maxLength: 4 }),
        criterion,
        (rules, statuses, facts) => {
          const where = placeOf(facts);
          const asked = { type: 't', class: facts.class, id: facts.resource ?? 'x' };
          const registry = registryFor(rules, statuses);
          const inForce = rules.filter(
            (_, index) => statuses[index % statuses.length] === 'default',
          );
          const { winner } = matchDefinition(asked, where, registry);
          expect(winner?.criterion).toEqual(slowest(inForce, facts, where));
          const owner = registry.criteria.find(each => each.criterion === winner?.criterion);
          expect(winner?.definition).toBe(owner?.definition);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what an explanation promises comes true', () => {
    fc.assert(
      fc.property(criteria, criterion, (rules, facts) => {
        const registry = registryFor(rules);
        const asked = { type: 't', class: facts.class, id: facts.resource ?? 'x' };
        const { candidates } = matchDefinition(asked, placeOf(facts), registry);
        for (const candidate of candidates.filter(
          each => !each.fits && each.change?.startsWith('It would win'),
        )) {
          const changed = { ...facts, ...candidate.criterion };
          const then = matchDefinition(
            { type: 't', class: changed.class, id: changed.resource ?? 'x' },
            placeOf(changed),
            registry,
          );
          expect(then.winner?.criterion).toEqual(candidate.criterion);
        }
      }),
      { numRuns: 100 },
    );
  });
});

function placeOf(facts: Criterion): PlanContext {
  return {
    application: { id: facts.application ?? 'x', labels: {} },
    environment: {
      uid: 'u',
      id: facts.environment ?? 'x',
      type: facts.environmentType ?? 'x',
      labels: {},
    },
  };
}

const four = registryOf(
  ...['d0', 'd1', 'd2', 'd3'].map(name =>
    definition(name, 'type: t\n  driver: static\n  criteria: []'),
  ),
).definitions;

/** A registry whose definitions, of one type and with the given statuses (at most four), take turns at the rules. */
function registryFor(
  rules: Criterion[],
  statuses: DefinitionVersion['status'][] = ['default'],
): RegistrySnapshot {
  const definitions = statuses.map((status, index) => ({ ...four[index], status }));
  return {
    ...registryOf(''),
    definitions,
    criteria: rules.map((criterion, index) => ({
      definition: definitions[index % definitions.length].name,
      criterion,
    })),
  };
}

/** The rule of the specification, word by word: of those that fit, the one that sets the more specific field. */
function slowest(rules: Criterion[], facts: Criterion, where: PlanContext): Criterion | undefined {
  const actual: Required<Criterion> = {
    class: facts.class,
    resource: facts.resource ?? 'x',
    environment: where.environment.id,
    application: where.application.id,
    environmentType: where.environment.type,
  };
  const fields = ['resource', 'environment', 'application', 'environmentType'] as const;
  const fitting = rules.filter(
    rule =>
      rule.class === actual.class &&
      fields.every(field => rule[field] === undefined || rule[field] === actual[field]),
  );
  return fitting.sort((left, right) => {
    for (const field of fields) {
      if ((left[field] === undefined) !== (right[field] === undefined)) {
        return left[field] === undefined ? 1 : -1;
      }
    }
    return 0;
  })[0];
}
