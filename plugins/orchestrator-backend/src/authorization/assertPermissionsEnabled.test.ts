import { ConfigReader } from '@backstage/config';
import { assertPermissionsEnabled } from './assertPermissionsEnabled';

const on = new ConfigReader({ permission: { enabled: true } });
const off = new ConfigReader({});

describe('assertPermissionsEnabled', () => {
  it('refuses production while permissions are off, and says what to set', () => {
    expect(() => assertPermissionsEnabled(off, 'production')).toThrow(
      'set permission.enabled to true',
    );
  });

  it('lets production start with permissions, and development without', () => {
    expect(() => assertPermissionsEnabled(on, 'production')).not.toThrow();
    expect(() => assertPermissionsEnabled(off, 'development')).not.toThrow();
    expect(() => assertPermissionsEnabled(off, undefined)).not.toThrow();
  });
});
