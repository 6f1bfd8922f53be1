import { compileDriverSchema } from './compileDriverSchema';

describe('compileDriverSchema', () => {
  it('reads the marks that drivers put beside their inputs', () => {
    const check = compileDriverSchema({
      type: 'object',
      required: ['database'],
      properties: {
        database: { type: 'string', identity: true },
        password: { type: 'string', secret: true, minLength: 8 },
        script: { type: 'string', verbatim: true },
      },
    });
    expect(check({ database: 'orders', password: 'long enough' })).toEqual([]);
    expect(check({})).toEqual(["The value must have required property 'database'."]);
  });

  it('does not repeat a refused value, which may be a secret', () => {
    const check = compileDriverSchema({
      type: 'object',
      properties: { password: { type: 'string', secret: true, minLength: 8 } },
    });
    const [message] = check({ password: 'hunter2' });
    expect(message).toContain('/password');
    expect(message).not.toContain('hunter2');
  });

  it('refuses a schema with a keyword that does not exist, such as a mistyped mark', () => {
    expect(() =>
      compileDriverSchema({ type: 'object', properties: { a: { secrte: true } } }),
    ).toThrow(/secrte/);
  });
});
