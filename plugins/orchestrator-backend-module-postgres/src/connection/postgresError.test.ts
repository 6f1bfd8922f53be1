import { describePostgresServer } from '../servers/PostgresServer';
import { postgresError } from './postgresError';

describe('postgresError', () => {
  const server = describePostgresServer(
    { host: 'db', username: 'tutti', password: 'hunter2hunter2' },
    'platformOrchestrator.postgres.servers.dev',
    'dev',
  );
  const doing = 'create the database "orders"';
  const { signal } = new AbortController();

  it.each([
    ['57P03', 'the database system is starting up', 'transient'],
    ['53300', 'sorry, too many clients already', 'transient'],
    ['55006', 'source database "template1" is being accessed by other users', 'transient'],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN db', 'transient'],
    ['42501', 'permission denied to create database', 'permanent'],
    ['28P01', 'password authentication failed for user "tutti"', 'permanent'],
    ['28000', 'no pg_hba.conf entry for host', 'permanent'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'permanent'],
  ])('sorts %s (%s) as %s', (code, message, errorClass) => {
    const error = Object.assign(new Error(message), { code });
    expect(postgresError(error, { server, doing, signal })).toMatchObject({ errorClass });
  });

  it('says what could not be done, on which server, and why', () => {
    const error = Object.assign(new Error('permission denied'), { code: '42501' });
    expect(postgresError(error, { server, doing, signal }).message).toBe(
      'PostgreSQL "dev" (db:5432) could not create the database "orders"; caused by Error: permission denied',
    );
  });

  it('is cancelled once the operation is, whatever the server says then', () => {
    const error = Object.assign(new Error('canceling statement'), { code: '57014' });
    const cancelled = postgresError(error, { server, doing, signal: AbortSignal.abort() });
    expect(cancelled.errorClass).toBe('cancelled');
  });
});
