import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { routePermissions } from '../authorization/routePermissions';
import { spec } from './generated/router';
import { operations } from './operations';

describe('openapi.yaml', () => {
  it('is what the server reads: run `yarn generate` when this fails', () => {
    const written = parse(readFileSync(join(__dirname, 'openapi.yaml'), 'utf8'));

    expect(JSON.parse(JSON.stringify(spec))).toEqual(written);
  });

  it('has a permission for each of its operations, and no permission is left over', () => {
    expect(Object.keys(routePermissions).sort()).toEqual([...operations.keys()].sort());
  });

  it('names a success and the form of errors for every operation', () => {
    for (const item of Object.values<Record<string, any>>(spec.paths)) {
      for (const operation of Object.values(item)) {
        expect(Object.keys(operation.responses)).toContain('default');
        expect(operations.get(operation.operationId)?.status).toBeGreaterThanOrEqual(200);
      }
    }
  });
});
