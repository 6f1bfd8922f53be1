import { completionsAt } from './completionsAt';

const vocabulary = {
  resourceTypes: ['postgres', 'redis'],
  environmentTypes: ['development', 'production'],
  applications: ['shop'],
  drivers: [
    {
      id: 'postgres-database',
      inputs: { type: 'object', properties: { database: { type: 'string' } } },
    },
  ],
};

/** What is offered at the bar. */
function offered(text: string): string[] {
  const offset = text.indexOf('|');
  return completionsAt(text.replace('|', ''), offset, 'ResourceDefinition', vocabulary).map(
    suggestion => suggestion.text,
  );
}

const SPEC = 'apiVersion: tutti.dev/v1alpha1\nkind: ResourceDefinition\nspec:\n';

describe('what an editor offers', () => {
  it('are the keys of the schema at the place, by indentation', () => {
    expect(offered('|')).toContain('spec: ');
    expect(offered(`${SPEC}  dri|`)).toContain('driver: ');
    expect(offered(`${SPEC}  deletion:\n    |`)).toEqual(
      expect.arrayContaining(['onRemoval: ', 'protected: ']),
    );
    expect(offered(`${SPEC}  dependencies:\n    server:\n      |`)).toContain('class: ');
    expect(offered(`${SPEC}  dependencies:\n    server:\n      type: x\n  |`)).toContain(
      'driver: ',
    );
  });

  it('are names that there are, where a name is asked for', () => {
    expect(offered(`${SPEC}  type: |`)).toEqual(['postgres', 'redis']);
    expect(offered(`${SPEC}  driver: po|`)).toEqual(['postgres-database']);
    expect(offered(`${SPEC}  dependencies:\n    db:\n      type: |`)).toEqual([
      'postgres',
      'redis',
    ]);
    expect(offered(`${SPEC}  criteria:\n    - environmentType: |`)).toEqual([
      'development',
      'production',
    ]);
    expect(offered(`${SPEC}  deletion:\n    onRemoval: |`)).toEqual([
      'retain',
      'approve',
      'destroy',
    ]);
  });

  it('are the keys of an item, whether it begins or goes on', () => {
    expect(offered(`${SPEC}  criteria:\n    - |`)).toContain('environmentType: ');
    expect(offered(`${SPEC}  criteria:\n    - class: a\n      |`)).toContain('application: ');
    expect(offered(`${SPEC}  criteria:\n  - class: a\n    |`)).toContain('application: ');
  });

  it('are the inputs of the driver that the text names', () => {
    expect(offered(`${SPEC}  driver: postgres-database\n  inputs:\n    |`)).toEqual(['database: ']);
    expect(offered(`${SPEC}  driver: unknown\n  inputs:\n    |`)).toEqual([]);
  });
});
