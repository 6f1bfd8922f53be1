import fc from 'fast-check';
import {
  translatedDefinitions,
  translatedFiles,
  translationDrivers,
} from '../registry/__testUtils__/translatedDefinitions';
import { withRegistry } from './__testUtils__/withRegistry';

/** More when somebody has time: TUTTI_MUTATIONS=2000. */
const RUNS = Number(process.env.TUTTI_MUTATIONS ?? 60);

jest.setTimeout(120_000 + RUNS * 1_000);

/** The API with all types that translated definitions need, of which no definition is there yet. */
async function withTypes() {
  const { 'types.yaml': own, ...others } = translatedFiles;
  const types = Object.entries(others).filter(([, text]) => !/ResourceDefinition/.test(text));
  return withRegistry({
    drivers: translationDrivers,
    files: { ...Object.fromEntries(types), 'types.yaml': own },
  });
}

/** What hands, editors and other tools do to a text. */
const INSERTED = [
  ...['\t', '\0', '\ufeff', '\r', '\n', '---\n', '&a ', '*a ', '<<: ', '!!binary ', '{', '"', '${'],
  ...['\ud800', '"\\ud800"', '"\\0"', '__proto__: ', 'constructor: ', '[[[[', '%YAML 9\n', '? '],
];

function anyBroken(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const line = fc.nat(lines.length - 1);
  const place = fc.nat(text.length);
  const change = (at: number, to: string[]) => lines.toSpliced(at, 1, ...to).join('\n');
  return fc.oneof(
    fc
      .tuple(place, fc.constantFrom(...INSERTED))
      .map(([at, inserted]) => text.slice(0, at) + inserted + text.slice(at)),
    line.map(at => change(at, [])),
    line.map(at => change(at, [lines[at], lines[at]])),
    line.map(at => change(at, [` ${lines[at]}`])),
    fc.tuple(line, line).map(([at, other]) => change(at, [lines[other]])),
    fc
      .tuple(
        line,
        fc.constantFrom('__proto__', 'constructor', 'toString', 'null', '1', '[]', '{}', '""'),
      )
      .map(([at, name]) => change(at, [lines[at].replace(/: .*/, `: ${name}`)])),
    fc
      .tuple(line, fc.constantFrom('constructor', 'toString', '"\\ud800"', 'a'.repeat(2_000)))
      .map(([at, name]) => change(at, [lines[at].replace(/[\w-]+:/, `${name}:`)])),
    place.map(at => text.slice(0, at)),
  );
}

describe('definitions that others wrote, saved through the API', () => {
  it('are all taken, read back and saved again', async () => {
    const { get, post, put } = await withTypes();
    for (const { name, text } of translatedDefinitions) {
      const { status, body } = await post('/definitions', { manifest: text });
      expect([name, status, body.error?.message]).toEqual([name, 201, undefined]);
    }
    for (const { name } of translatedDefinitions) {
      const { body } = await get(`/definitions/${name}/manifest`).expect(200);
      await put(`/definitions/${name}`, { manifest: body.text ?? body.manifest }).expect(200);
    }
  });

  it('are taken or refused with a sentence when they are broken, and never break the API', async () => {
    const { get, post, put, remove } = await withTypes();
    const broken = fc
      .constantFrom(...translatedDefinitions)
      .chain(({ name, text }) => fc.tuple(fc.constant(name), anyBroken(text)));
    await fc.assert(
      fc.asyncProperty(broken, async ([name, manifest]) => {
        for (const answer of [
          await post('/definitions', { manifest }),
          await put(`/definitions/${name}`, { manifest }),
          await put(`/resource-types/${name}`, { manifest }),
          await put(`/definition-tests/${name}`, { manifest }),
        ]) {
          const { status, body } = answer;
          const shown = JSON.stringify(body.error);
          expect([shown, [200, 201, 400, 404, 409].includes(status)]).toEqual([shown, true]);
          const problems: { message: string; line?: number }[] = body.error?.problems ?? [];
          expect(problems.filter(each => !each.message || each.line === undefined)).toEqual([]);
        }
        const { body } = await get('/definitions?limit=100').expect(200);
        for (const saved of body.items) {
          await get(`/definitions/${saved.name}`).expect(200);
          await remove(`/definitions/${saved.name}`).expect(({ status }) => {
            expect([200, 204]).toContain(status);
          });
        }
        await post('/explain', {
          ...{ application: 'shop', environment: 'development', type: 'bucket' },
        }).expect(200);
      }),
      { numRuns: RUNS },
    );
  });
});
