import type { JsonSchema } from '@tutti/planner';

const server: JsonSchema = {
  type: 'object',
  description:
    'A server by its connection. Other keys are allowed, so that a whole output object can be handed on.',
  required: ['host', 'username', 'password'],
  properties: {
    host: { type: 'string', minLength: 1 },
    port: { type: 'integer', minimum: 1, maximum: 65535, default: 5432 },
    username: { type: 'string', minLength: 1, description: 'May create databases and roles.' },
    password: { type: 'string', secret: true },
    database: { type: 'string', minLength: 1, default: 'postgres' },
    ssl: {
      oneOf: [
        { type: 'boolean' },
        {
          type: 'object',
          properties: { ca: { type: 'string' }, rejectUnauthorized: { type: 'boolean' } },
          additionalProperties: false,
        },
      ],
    },
    externalHost: { type: 'string', minLength: 1, description: 'Where workloads reach it.' },
    externalPort: { type: 'integer', minimum: 1, maximum: 65535 },
  },
};

/** What the driver takes. */
export const inputsSchema: JsonSchema = {
  type: 'object',
  required: ['server', 'database'],
  additionalProperties: false,
  properties: {
    server: {
      oneOf: [
        {
          type: 'string',
          minLength: 1,
          description: 'A name under platformOrchestrator.postgres.servers.',
        },
        server,
      ],
    },
    database: {
      type: 'string',
      identity: true,
      minLength: 1,
      maxLength: 63,
      pattern: '^[^\\u0000]+$',
      description: 'The name of the database, and of the role that owns it.',
    },
    extensions: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      uniqueItems: true,
      description: 'Added when they are missing, never removed: an extension may hold data.',
    },
  },
};

/** What the driver answers. */
export const outputsSchema: JsonSchema = {
  type: 'object',
  required: ['host', 'port', 'name', 'database', 'username', 'password'],
  properties: {
    host: { type: 'string' },
    port: { type: 'integer' },
    name: { type: 'string' },
    database: { type: 'string', description: 'The same as name.' },
    username: { type: 'string' },
    password: { type: 'string', secret: true },
  },
};
