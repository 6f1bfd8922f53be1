import { renderTemplate } from './renderTemplate';

const attempt = (template: string, data = {}) => {
  try {
    return renderTemplate(template, data);
  } catch (error) {
    return String(error);
  }
};

describe('renderTemplate', () => {
  it('renders loops, conditions and filters as Nunjucks does', () => {
    const template = `
rules:
{% for route in routes %}
  - host: {{ route.host | dump }}
    {% if route.path %}
    path: {{ route.path | upper }}
    {% endif %}
{% endfor %}
`;
    expect(renderTemplate(template, { routes: [{ host: 'a"b', path: '/x' }, { host: 'c' }] }))
      .toBe(`
rules:
  - host: "a\\"b"
    path: /X
  - host: "c"
`);
  });

  it.each([
    '{{ "".constructor }}',
    '{{ [].constructor.constructor("return process")() }}',
    '{{ range.constructor("return globalThis.process.env")() }}',
    '{{ data.__proto__ }}',
    '{{ data["__proto__"]["polluted"] }}',
    '{{ joiner.prototype }}',
    '{{ process }}{{ globalThis }}{{ require }}{{ global }}',
    '{% set x = cycler.constructor %}{{ x }}',
    '{{ data | attr("constructor") }}',
  ])('gives %s nothing of the process', template => {
    const rendered = attempt(template, { data: {} });
    expect(rendered).not.toMatch(/function|native code|object global|PATH|\[object/i);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    '{% include "/etc/passwd" %}',
    '{% import "/etc/passwd" as x %}',
    '{% extends "/etc/passwd" %}',
  ])('reads no file: %s', template => {
    expect(attempt(template)).toContain('The template cannot be rendered');
  });

  it.each([
    ['loops in loops', `${'{% for a in range(1000) %}'.repeat(4)}x${'{% endfor %}'.repeat(4)}`],
    ['a text that doubles', `{% set x = "xxxxxxxx" %}${'{% set x = x + x %}'.repeat(40)}{{ x }}`],
    ['a huge list', '{{ range(1000000000) | length }}'],
    ['a macro that calls itself', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
    [
      'a slow regular expression',
      '{{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" | replace(r/(a+)+$/, "") }}',
    ],
    ['a long template', 'x'.repeat(300_000)],
    ['deep nesting', `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`],
    ['a huge indent', '{{ "x" | indent(1000000000, true) }}'],
    ['a huge centre', '{{ "x" | center(1000000000) }}'],
  ])('ends soon for %s', (_, template) => {
    expect(attempt(template)).toContain('The template cannot be rendered');
  });

  it('names the line of a mistake, and the delimiters for who writes those of Backstage', () => {
    expect(attempt('a\n{% for x of y %}')).toMatch(/The template cannot be rendered: .*2/);
    expect(attempt('a\nb: ${{ x }}')).toContain('writes "${{" in line 2: write "{{ … }}"');
  });
});
