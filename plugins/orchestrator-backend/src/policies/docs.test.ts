import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { CEL_VARIABLES } from './cel/celEnvironment';
import { readCelPolicies } from './cel/readCelPolicies';

const page = readFileSync(path.resolve(__dirname, '../../../../docs/policies.md'), 'utf8');
const tested = readFileSync(path.resolve(__dirname, 'cel/readCelPolicies.test.ts'), 'utf8');

describe('the page about policies', () => {
  const [, yaml] = page.match(/```yaml\n([^`]*)```/) ?? [];
  const config = parse(yaml);

  it('shows policies that can be read', () => {
    expect(readCelPolicies(new ConfigReader(config)).map(({ name }) => name)).toEqual([
      ...['no-destroy-in-production', 'cost', 'our-images', 'friday'],
    ]);
  });

  it('shows conditions that are tested word by word', () => {
    for (const { when, whenNode } of config.platformOrchestrator.policies) {
      expect(tested).toContain(when ?? whenNode);
    }
  });

  it.each(['deployment', 'application', 'environment', 'nodes'] as const)(
    'names every field of %s, and no other',
    variable => {
      const shown = variable === 'nodes' ? 'node' : variable;
      const row =
        page.split('\n').find(line => new RegExp(`^\\| \`${shown}\` +\\|`).test(line)) ?? '';
      const fields = [...row.split('|')[2].matchAll(/`(\w+)`/g)].map(([, field]) => field);
      const listed = variable === 'nodes' ? fields.slice(fields.indexOf('whenNode') + 1) : fields;
      expect(listed).toEqual(Object.keys(CEL_VARIABLES[variable]));
    },
  );
});
