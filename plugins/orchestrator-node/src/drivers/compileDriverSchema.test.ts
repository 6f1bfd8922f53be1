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

  it('refuses a pattern that could keep the server busy for ever', () => {
    const compile = (pattern: string) =>
      compileDriverSchema({ type: 'object', properties: { a: { type: 'string', pattern } } });
    expect(compile('^(a+)+$')({ a: `${'a'.repeat(100_000)}!` })).toHaveLength(1);
    expect(() => compile('^(?!b)')).toThrow(/looks ahead or behind/);
  });

  it('refuses a schema with a keyword that does not exist, such as a mistyped mark', () => {
    expect(() =>
      compileDriverSchema({ type: 'object', properties: { a: { secrte: true } } }),
    ).toThrow(/secrte/);
  });
});
