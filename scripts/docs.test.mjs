// The documentation says what is true: its examples are valid, and its links lead somewhere.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { root } from './lib/project.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const {
  buildSnapshot,
  checkManifests,
  readManifests,
  runDefinitionTests,
} = require('@tutti/planner');
const { formatProblem, readScore } = require('@tutti/score');
const {
  StaticDriver,
} = require('../plugins/orchestrator-backend-module-static/src/StaticDriver.ts');
const {
  PostgresDatabaseDriver,
} = require('../plugins/orchestrator-backend-module-postgres/src/PostgresDatabaseDriver.ts');
const {
  KubernetesManifestsDriver,
} = require('../plugins/orchestrator-backend-module-kubernetes/src/manifests/KubernetesManifestsDriver.ts');
const {
  KubernetesWorkloadDriver,
} = require('../plugins/orchestrator-backend-module-kubernetes/src/workload/KubernetesWorkloadDriver.ts');
const {
  GitDeliveryDriver,
} = require('../plugins/orchestrator-backend-module-git/src/GitDeliveryDriver.ts');

const drivers = [
  StaticDriver.create(),
  PostgresDatabaseDriver.create({ servers: new Map() }),
  KubernetesManifestsDriver.create(),
  KubernetesWorkloadDriver.create(),
  // A descriptor needs no repository.
  GitDeliveryDriver.create({ repositories: undefined }),
];

const pages = filesBelow('docs', '.md');
const fences = pages.flatMap(page => yamlFencesOf(page));
const manifestFences = fences.filter(({ text }) => /^apiVersion: tutti\.dev\//m.test(text));
const scoreFences = fences.filter(({ text }) => /^apiVersion: score\.dev\//m.test(text));

const sample = manifestsBelow('examples/platform');
const shipped = manifestsBelow('plugins/orchestrator-backend/manifests');

/**
 * What the manifests of a page may refer to: the sample, and in the reference what ships. A page with definitions of its
 * own stands beside the types only, so that its examples may apply where definitions of the sample do.
 */
function surroundingsOf(page, manifests) {
  const hasDefinitions = manifests.some(({ kind }) => kind === 'ResourceDefinition');
  return (page.startsWith('docs/reference/') ? shipped : sample).filter(
    ({ kind }) => !hasDefinitions || /^(Resource|Environment)Type$/.test(kind),
  );
}

function manifestsBelow(folder) {
  return filesBelow(folder, '.yaml').flatMap(
    file => readManifests(read(file), { source: file }).manifests,
  );
}

function filesBelow(folder, extension) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .filter(file => file.endsWith(extension))
    .map(file => path.posix.join(folder, file.split(path.sep).join('/')))
    .sort();
}

function read(file) {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

/** The YAML examples of a page. Empty lines stand for the text before, so that lines in messages are those of the page. */
function yamlFencesOf(page) {
  const text = read(page);
  return [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(match => {
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { page, name: `${page}:${line}`, text: '\n'.repeat(line - 1) + match[1] };
  });
}

function wordsOf(problems) {
  return problems.map(formatProblem);
}

test('there are examples of manifests and of Score files to check', () => {
  assert.ok(manifestFences.length > 0 && scoreFences.length > 0);
});

for (const { page, name, text } of manifestFences) {
  test(`the manifests at ${name} can be read`, () => {
    const { manifests, problems } = readManifests(text, { source: page });
    assert.deepEqual(wordsOf(problems), []);
    assert.ok(manifests.length > 0);
  });
}

for (const page of new Set(manifestFences.map(fence => fence.page))) {
  test(`the manifests of ${page} hold together, with the sample and the drivers`, () => {
    const manifests = manifestFences
      .filter(fence => fence.page === page)
      .flatMap(({ text }) => readManifests(text, { source: page }).manifests);
    const all = [...surroundingsOf(page, manifests), ...manifests];
    const { problems } = checkManifests(all, { drivers });
    assert.deepEqual(wordsOf(problems), []);
    const tests = manifests.filter(({ kind }) => kind === 'DefinitionTest').map(({ spec }) => spec);
    const results = runDefinitionTests(tests, buildSnapshot(all), drivers);
    assert.deepEqual(
      results.filter(({ passed }) => !passed),
      [],
    );
  });
}

for (const { page, name, text } of scoreFences) {
  test(`the Score file at ${name} is valid`, () => {
    const { files, problems } = readScore(text, { source: page });
    assert.deepEqual(wordsOf(problems), []);
    assert.ok(files.length > 0);
  });
}

for (const page of pages) {
  test(`the links of ${page} lead to pages that are there`, () => {
    const prose = read(page).replace(/^```[^]*?^```$/gm, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
    const lost = targets
      .filter(target => !/^[a-z]+:|^#/.test(target))
      .filter(target => !fs.existsSync(path.join(root, path.dirname(page), target.split('#')[0])));
    assert.deepEqual(lost, []);
  });
}

test('every page of the site is there', () => {
  const site = [...read('mkdocs.yml').matchAll(/^ *- .+: (\S+\.md)$/gm)].map(([, page]) => page);
  assert.ok(site.length > 0);
  assert.deepEqual(
    site.filter(page => !fs.existsSync(path.join(root, 'docs', page))),
    [],
  );
});
