import {
  buildSnapshot,
  manifestKey,
  parseNodeId,
  runDefinitionTests,
  type DefinitionTestResult,
  type DriverDescriptor,
  type Manifest,
} from '@tutti/planner';
import { canonicalHash, type Problem } from '@tutti/score';
import { checkTogether, type CheckedManifests } from '../sync/checkTogether';
import { manifestProblem } from '../sync/manifestProblem';

type CheckArguments = Parameters<typeof checkTogether>[0];
type TestManifest = Extract<Manifest, { kind: 'DefinitionTest' }>;

/**
 * Runs all tests of definitions against what would come into force. Changed manifests that a failing test is about stay
 * as they were, and the rest is checked and tested again with that, until no test keeps anything back. A test that fails
 * though nothing it is about has changed is told of, and keeps nothing back.
 */
export function testTogether(args: CheckArguments): CheckedManifests {
  const claims = new Map(args.claims);
  const kept = new Map(args.kept);
  const problems: Problem[] = [];
  for (;;) {
    const checked = checkTogether({ ...args, claims, kept });
    const failed = failedTests(checked, args.drivers);
    const changed = [...checked.good.values()]
      .map(each => each.manifest)
      .filter(manifest => isChanged(manifest, args));
    const refused = new Map<string, Problem>();
    for (const { test, result } of failed) {
      for (const manifest of changed.filter(each => isAbout(test, result, each))) {
        refused.set(manifestKey(manifest), refusal(manifest, test, result));
      }
    }
    if (refused.size === 0) {
      const reports = failed.flatMap(({ test, result }) => failuresOf(test, result));
      return { ...checked, problems: [...checked.problems, ...problems, ...reports] };
    }
    problems.push(...refused.values());
    for (const key of refused.keys()) {
      claims.delete(key);
      const last = args.stored.get(key);
      if (last) {
        kept.set(key, last);
      }
    }
  }
}

function failedTests(
  checked: CheckedManifests,
  drivers: DriverDescriptor[],
): { test: TestManifest; result: DefinitionTestResult }[] {
  const manifests = [...checked.good.values(), ...checked.kept.values()].map(each => each.manifest);
  const tests = manifests.filter(each => each.kind === 'DefinitionTest');
  if (tests.length === 0) {
    return [];
  }
  const byName = new Map(tests.map(test => [test.name, test]));
  return runDefinitionTests(
    tests.map(test => test.spec),
    buildSnapshot(manifests),
    drivers,
  )
    .filter(result => !result.passed)
    .map(result => ({ test: byName.get(result.test)!, result }));
}

function isChanged(manifest: Manifest, { stored }: CheckArguments): boolean {
  const last = stored.get(manifestKey(manifest))?.manifest;
  return !last || canonicalHash(last.spec) !== canonicalHash(manifest.spec);
}

/** Whether a test says something about a manifest: it names it, or its graph has nodes of that type. */
function isAbout(test: TestManifest, result: DefinitionTestResult, manifest: Manifest): boolean {
  const { request, expect } = test.spec;
  const types = new Set([
    request.type,
    ...[...result.nodes, ...(expect.nodes ?? [])].flatMap(node => typeOf(node)),
  ]);
  switch (manifest.kind) {
    case 'ResourceDefinition':
      return (
        manifest.name === expect.definition ||
        manifest.name === result.match?.winner?.definition ||
        types.has(manifest.spec.type)
      );
    case 'ResourceType':
      return types.has(manifest.name);
    default:
      return false;
  }
}

function typeOf(node: string): string[] {
  try {
    return [parseNodeId(node).type];
  } catch {
    return []; // a test may expect what can be no node, which its own failure says
  }
}

function refusal(manifest: Manifest, test: TestManifest, result: DefinitionTestResult): Problem {
  const [failure] = result.failures;
  return manifestProblem(manifest, {
    severity: 'error',
    code: 'test-failed',
    message: `The DefinitionTest "${test.name}" (${test.document.source}) fails with it, so it does not come into force. ${
      failure.message
    }`,
    pointer: '/metadata/name',
    ...(failure.hint && { hint: failure.hint }),
  });
}

function failuresOf(test: TestManifest, result: DefinitionTestResult): Problem[] {
  return result.failures.map(({ pointer, message, hint }) =>
    manifestProblem(test, {
      ...{ severity: 'error', code: 'test-failed', message, pointer },
      ...(hint && { hint }),
    }),
  );
}
