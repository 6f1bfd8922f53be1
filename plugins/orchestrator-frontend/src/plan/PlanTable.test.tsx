import { render, screen } from '@testing-library/react';
import { planNodeOf, planOf } from '../testing/FakePlatformOrchestrator';
import { PlanTable } from './PlanTable';

describe('the table of a plan', () => {
  it('says from which definition something is adopted, and opens what cannot be', () => {
    const taken = {
      ...{ previousDefinition: 'postgres', previousDefinitionVersion: 3 },
      ...{ previousDriver: 'postgres-database', driver: 'terraform' },
      ...{ definition: 'rds', definitionVersion: 1 },
    };
    const nodes = [
      planNodeOf({ ...taken, node: 'postgres.default#one' as never, action: 'adopt' }),
      planNodeOf({
        ...{ ...taken, node: 'postgres.default#two' as never, action: 'blocked' },
        differences: [{ path: '/outputs/host', before: 'pg', after: 'rds' }],
      }),
    ];
    render(<PlanTable plan={planOf(nodes)} />);
    expect(screen.getAllByText('postgres v3 → rds v1')).toHaveLength(2);
    expect(screen.getByText('adopt')).toBeInTheDocument();
    expect(screen.getByText('/outputs/host')).toBeInTheDocument();
  });
});
