import fc from 'fast-check';

/** An alias to each anchor twice, 30 deep: a billion values out of a kilobyte. */
const ALIAS_BOMB = Array.from({ length: 30 }, (_, index) =>
  index === 0 ? 'bomb0: &b0 [a]' : `bomb${index}: &b${index} [*b${index - 1}, *b${index - 1}]`,
).join('\n');

/** What is put into a text somewhere. */
const INSERTED = [
  ...['\t', '\0', '\ud800', '\udfff', '\ufeff', '\u0007', '\u2028', '\r', '\n', '\n\n', '---\n'],
  ...['...\n', '%YAML 9.9\n', '%TAG ! tag:a,2000:\n---\n', '&a ', '*a ', '*nowhere ', '&a *a'],
  ...['!!binary ', '!!js/function ', '!!set ', '!!timestamp ', '! ', '<<: ', '<<: *a\n', '? '],
  ...['- ', ': ', '# ', '"', "'", '|', '>-\n', '{', '}', '[', ']', ',', '@', '`', '%', '\\', '${'],
  ...['{a: {b: '.repeat(100), '['.repeat(1000), '- '.repeat(200), `\n${ALIAS_BOMB}\n`],
  ...['\nself: &self { again: *self }\n', '\nlist: &list [*list]\n', '"\\ud800"', '"\\0"', '.nan'],
  ...['\n<<: [{ kind: ResourceType }, { spec: {} }]\n', '\n? [a, b]\n: c\n', '\nnull: 1\n'],
];

/** Changes the text of a manifest as hands, editors and transports do; what comes of it is unknown. */
export function anyTextMutation(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const line = fc.nat(lines.length - 1);
  const place = fc.nat(text.length);
  const changeLine = (index: number, change: (each: string) => string[]) =>
    lines.flatMap((each, at) => (at === index ? change(each) : each)).join('\n');
  return fc.oneof(
    fc
      .tuple(place, fc.constantFrom(...INSERTED))
      .map(([at, inserted]) => text.slice(0, at) + inserted + text.slice(at)),
    fc
      .tuple(line, fc.constantFrom(...INSERTED))
      .map(([at, inserted]) => changeLine(at, each => [inserted + each])),
    line.map(at => changeLine(at, () => [])),
    line.map(at => changeLine(at, each => [each, each])),
    line.map(at => changeLine(at, each => [` ${each}`])),
    line.map(at => changeLine(at, each => [each.replace(/^ {2}/, '')])),
    line.map(at => changeLine(at, each => [each.replace(/^ */, '\t')])),
    fc.tuple(line, line).map(([at, other]) => changeLine(at, () => [lines[other]])),
    place.map(at => text.slice(0, at)),
    fc.tuple(place, fc.nat(20)).map(([at, length]) => text.slice(0, at) + text.slice(at + length)),
    fc.constant(text.replace(/\n/g, '\r\n')),
    fc.constant(text.replace(/\n/g, '\r')),
    fc.constant(`\ufeff${text}`),
    fc.constant(text.replace(/ {2}/g, '\t')),
    fc.constant(`${text}---\n${text}`),
    fc.constant([...text].reverse().join('')),
  );
}
