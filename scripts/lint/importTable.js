/**
 * Which of our packages may import which: the table in the architecture page, and the only place
 * in the code that has it. The lint rule of every package (`packageConfig.js`) and one test over
 * all packages (`imports.test.mjs`) are made from it.
 *
 * A package may import what its row names, and what those may import. A row whose folder ends
 * with a star holds for every folder that begins so.
 */
const rows = {
  'packages/score': [],
  'packages/planner': ['packages/score'],
  'packages/kubernetes-manifests': ['packages/score'],
  'packages/cli': ['plugins/orchestrator-common', 'packages/kubernetes-manifests'],
  'plugins/orchestrator-common': ['packages/score', 'packages/planner'],
  'plugins/orchestrator-node': ['plugins/orchestrator-common'],
  'plugins/orchestrator-backend': ['plugins/orchestrator-node'],
  'plugins/orchestrator-backend-module-*': [
    'plugins/orchestrator-node',
    'packages/kubernetes-manifests',
  ],
  'plugins/orchestrator-frontend': ['plugins/orchestrator-common'],
  'plugins/scaffolder-actions': ['plugins/orchestrator-common'],
  'plugins/catalog-backend-module-*': ['plugins/orchestrator-common'],
  // The two that put an installation together.
  'packages/app': ['plugins/orchestrator-frontend'],
  'packages/backend': [
    'packages/app',
    'plugins/orchestrator-backend',
    'plugins/orchestrator-backend-module-*',
    'plugins/catalog-backend-module-*',
    'plugins/scaffolder-actions',
  ],
};

/** Packages that run in the browser and in Node alike: their sources import nothing of Node's. */
const pure = [
  'packages/score',
  'packages/planner',
  'packages/kubernetes-manifests',
  'plugins/orchestrator-common',
];

function fits(pattern, folder) {
  return pattern.endsWith('*') ? folder.startsWith(pattern.slice(0, -1)) : folder === pattern;
}

function rowOf(folder) {
  const pattern = rows[folder] ? folder : Object.keys(rows).find(each => fits(each, folder));
  if (!pattern) {
    throw new Error(
      `The folder ${folder} has no row in scripts/lint/importTable.js. Add one, as the architecture page says.`,
    );
  }
  return rows[pattern];
}

/**
 * The folders that a folder may import.
 *
 * @param {string} folder - such as `packages/planner`.
 * @param {string[]} folders - all of ours.
 * @throws Error when the table has no row for the folder.
 */
function allowedImports(folder, folders) {
  const allowed = new Set();
  const visit = each => {
    for (const pattern of rowOf(each)) {
      for (const found of folders.filter(one => fits(pattern, one) && !allowed.has(one))) {
        allowed.add(found);
        visit(found);
      }
    }
  };
  visit(folder);
  return allowed;
}

module.exports = { allowedImports, pure };
