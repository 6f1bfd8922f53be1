import { hasErrors, type JsonValue } from '@tutti/score';
import fc from 'fast-check';
import { parse } from 'yaml';
import { anyProfile, anyWorkload } from '../__testUtils__/anyWorkload';
import { linesOf, OPTIONS, textOf } from '../__testUtils__/renderScore';
import { validateObject } from '../__testUtils__/validateObject';
import type { RenderedWorkload } from '../model/RenderWorkload';
import { objectIdentity } from '../names/objectIdentity';
import { toYaml } from '../text/toYaml';
import { renderWorkload } from './renderWorkload';

/** What holds for any workload under any profile; most generated ones are fine, some are not. */
const forAny = (law: (rendered: RenderedWorkload, again: () => RenderedWorkload) => void) =>
  fc.assert(
    fc.property(anyWorkload, anyProfile, (workload, profile) => {
      const render = (given: typeof workload, by: typeof profile) =>
        renderWorkload({ workload: given, options: { ...OPTIONS, profile: by } });
      law(render(workload, profile), () => render(reversed(workload), reversed(profile)));
    }),
    { numRuns: 200 },
  );

/** The same value with the keys of all objects the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(reversed) as T;
  }
  return typeof value === 'object' && value !== null
    ? (Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, property]) => [key, reversed(property)]),
      ) as T)
    : value;
}

const podsOf = ({ objects }: RenderedWorkload): any[] =>
  objects.flatMap(({ spec }: any) => (spec?.jobTemplate?.spec ?? spec)?.template?.spec ?? []);

describe('renderWorkload, whatever it is given', () => {
  it('gives objects that Kubernetes accepts, or says what is wrong', () => {
    let accepted = 0;
    forAny(rendered => {
      expect(rendered.objects.length > 0).toBe(!hasErrors(rendered.problems));
      expect(new Set(linesOf(rendered)).size).toBe(rendered.problems.length);
      rendered.objects.forEach(validateObject);
      accepted += rendered.objects.length > 0 ? 1 : 0;
    });
    // Laws about objects would say nothing if there were hardly any.
    expect(accepted).toBeGreaterThan(20);
  });

  it('gives the same bytes for the same input, whatever the order of its keys', () => {
    forAny((rendered, again) => {
      const other = again();
      expect(textOf(other)).toBe(textOf(rendered));
      expect(linesOf(other)).toEqual(linesOf(rendered));
    });
  });

  it('gives every volume of a pod its own name and every place of a container one mount', () => {
    forAny(rendered => {
      const claims = rendered.objects.flatMap(({ spec }: any) => spec?.volumeClaimTemplates ?? []);
      for (const { volumes = [], containers, initContainers = [] } of podsOf(rendered)) {
        const names = [
          ...volumes.map(({ name }: any) => name),
          ...claims.map(({ metadata }: any) => metadata.name),
        ];
        expect(new Set(names).size).toBe(names.length);
        const all = [...containers, ...initContainers];
        const used = new Set(
          all.flatMap(({ volumeMounts = [] }) => volumeMounts.map((m: any) => m.name)),
        );
        expect([...used].sort()).toEqual([...names].sort());
        for (const { volumeMounts = [] } of all) {
          const places = volumeMounts.map(({ mountPath }: any) => mountPath);
          expect(new Set(places).size).toBe(places.length);
        }
      }
    });
  });

  it('never makes two objects of one identity, and leaves no mark of a secret in one', () => {
    forAny(({ objects }) => {
      const identities = objects.map(object => JSON.stringify(objectIdentity(object)));
      expect(new Set(identities).size).toBe(identities.length);
      expect(JSON.stringify(objects)).not.toContain('$secret');
    });
  });

  it('writes objects that are read again as they are', () => {
    forAny(({ objects }) => {
      expect(objects.map(object => parse(toYaml(object)) as JsonValue)).toEqual(objects);
    });
  });
});
