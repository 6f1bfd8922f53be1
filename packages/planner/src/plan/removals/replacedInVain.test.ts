import { argumentsFor, deployed, nodeOf, workload } from '../../testUtils/scenario';
import { redeploy, registry, web } from '../../testUtils/shop';

const NODE = 'postgres.default#web.db';

test('what was being replaced when it was taken out becomes an orphan that a person decides about', () => {
  const args = deployed(argumentsFor(registry, [web]));
  const ledger = args.ledger.map(row =>
    row.node === NODE ? { ...row, role: 'replaced' as const } : row,
  );

  const result = redeploy({ ...args, ledger }, workload('web'));

  expect(nodeOf(result, NODE)).toMatchObject({
    ...{ action: 'retain', inScope: true, waitsForPerson: true },
  });
});
