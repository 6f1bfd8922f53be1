import { ConfigReader } from '@backstage/config';
import { ServiceGrants } from './ServiceGrants';

function grants(...services: { subject: string; permissions: string[] }[]) {
  return ServiceGrants.fromConfig(new ConfigReader({ platformOrchestrator: { services } }));
}

describe('ServiceGrants', () => {
  it('gives services nothing by default', () => {
    expect(
      ServiceGrants.fromConfig(new ConfigReader({})).allows(
        'plugin:catalog',
        'platform-orchestrator.environment.read',
      ),
    ).toBe(false);
  });

  it('gives a service what it is listed with, by name or by pattern, and nothing else', () => {
    const given = grants({
      subject: 'external:ci',
      permissions: ['platform-orchestrator.application.read', 'platform-orchestrator.*.read-log'],
    });

    expect(given.allows('external:ci', 'platform-orchestrator.application.read')).toBe(true);
    expect(given.allows('external:ci', 'platform-orchestrator.environment.read-log')).toBe(true);
    expect(given.allows('external:ci', 'platform-orchestrator.environment.read')).toBe(false);
    expect(given.allows('external:ci2', 'platform-orchestrator.application.read')).toBe(false);
    expect(given.allows('external:ci', 'platform-orchestrator-application.read')).toBe(false);
  });

  it('never lets a service approve, not even one that is listed with everything', () => {
    const given = grants({ subject: 'external:ci', permissions: ['*'] });

    expect(given.allows('external:ci', 'platform-orchestrator.environment.deploy')).toBe(true);
    expect(given.allows('external:ci', 'platform-orchestrator.environment.approve')).toBe(false);
  });

  it('refuses a pattern that fits no permission, and a subject that is listed twice', () => {
    expect(() =>
      grants({ subject: 'external:ci', permissions: ['platform-orchestrator.environment.deplpy'] }),
    ).toThrow(
      'platformOrchestrator.services[0].permissions has "platform-orchestrator.environment.deplpy"',
    );
    const twice = { subject: 'external:ci', permissions: ['*'] };
    expect(() => grants(twice, twice)).toThrow('lists the subject "external:ci" again');
  });
});
