import fc from 'fast-check';
import { appendPointer, canonicalHash, formatProblem, hasErrors, splitPointer } from '@tutti/score';
import type { JsonValue, Problem } from '@tutti/score';
import { corpora, corpusDrivers } from '../__testUtils__/mutations/corpus';
import { anyTextMutation } from '../__testUtils__/mutations/textMutations';
import { useManifests } from '../__testUtils__/mutations/useManifests';
import { anyValueMutation } from '../__testUtils__/mutations/valueMutations';
import { writeYaml } from '../__testUtils__/mutations/writeYaml';
import { checkManifests } from './checkManifests';
import { readManifests } from './readManifests';

/** More when somebody has time: TUTTI_MUTATIONS=20000. */
const RUNS = Number(process.env.TUTTI_MUTATIONS ?? 150);

jest.setTimeout(60_000 + RUNS * 500);

/** A manifest by the places of its corpus and of itself, which is what a counterexample shows. */
const anyManifest = fc
  .nat(corpora.length - 1)
  .chain(which => fc.tuple(fc.constant(which), fc.nat(corpora[which].manifests.length - 1)));

/** The value of a manifest. */
function valueOf([which, index]: [number, number]): JsonValue {
  return corpora[which].manifests[index].document.value;
}

/** Reads a broken text among the good manifests, and does all that would come next if it is taken. */
function take([which, index]: [number, number], text: string): Problem[] {
  const others = corpora[which].manifests.filter((_, at) => at !== index);
  const { manifests, problems } = readManifests(text, { source: 'broken.yaml' });
  const checked = checkManifests([...others, ...manifests], { drivers: corpusDrivers });
  const all = [...problems, ...checked.problems];
  for (const problem of all) {
    expectExplained(problem, text);
  }
  const good = manifests.filter(each => !checked.bad.has(`${each.kind}/${each.name}`));
  for (const { spec } of good) {
    canonicalHash(spec);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  }
  if (!hasErrors(problems) && checked.bad.size === 0) {
    useManifests([...others, ...good]);
  }
  return all;
}

/** Every refusal is a sentence with a place in the text. */
function expectExplained(problem: Problem, text: string): void {
  const shown = formatProblem(problem);
  expect([shown, problem.message]).toEqual([shown, expect.stringMatching(/^\S[^]*[.?…]$/)]);
  expect(shown.length).toBeLessThan(5_000);
  if (problem.source === 'broken.yaml') {
    const last = text.split('\n').length;
    expect([shown, problem.line! >= 1 && problem.line! <= last]).toEqual([shown, true]);
    expect([shown, problem.column! >= 1]).toEqual([shown, true]);
  }
}

test.each(corpora)('the manifests of the $name are good as they are, and deploy', corpus => {
  expect(useManifests(corpus.manifests).map(formatProblem)).toEqual([]);
});

test('no change to a value breaks anything but the manifest, and its line is told', () => {
  fc.assert(
    fc.property(
      anyManifest.chain(place => fc.tuple(fc.constant(place), anyValueMutation(valueOf(place)))),
      ([place, value]) => {
        const { text, lines } = writeYaml(value);
        const placed = take(place, text).filter(
          each => each.source === 'broken.yaml' && each.pointer !== '',
        );
        for (const problem of placed) {
          const shown = formatProblem(problem);
          expect([shown, problem.line]).toEqual([shown, nearestLine(lines, problem.pointer)]);
        }
      },
    ),
    { numRuns: RUNS },
  );
});

test('no change to a text breaks anything but the manifest', () => {
  fc.assert(
    fc.property(
      anyManifest.chain(place =>
        fc.tuple(fc.constant(place), anyTextMutation(writeYaml(valueOf(place)).text)),
      ),
      ([place, text]) => {
        expect(take(place, text)).toEqual(expect.any(Array));
      },
    ),
    { numRuns: RUNS },
  );
});

/** The line of what a pointer leads to, or of the nearest around it. */
function nearestLine(lines: ReadonlyMap<string, number>, pointer: string): number | undefined {
  const tokens = splitPointer(pointer);
  while (tokens.length > 0 && !lines.has(appendPointer('', ...tokens))) {
    tokens.pop();
  }
  return lines.get(appendPointer('', ...tokens));
}
