import { entityName } from './entityName';

describe('names of entities', () => {
  it('are valid, readable and at most 63 characters long', () => {
    const name = entityName(
      'Shop_Development postgres some-very-long-workload-name.with-a-key',
      '0190e4a0-1111-7222-8333-44445555aabb',
    );
    expect(name).toBe('shop-development-postgres-some-very-long-workload-5555aabb');
    expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  });

  it('stay valid when nothing of the title can be used', () => {
    expect(entityName('…', '0190e4a0-1111-7222-8333-44445555aabb')).toBe('5555aabb');
  });
});
