import { createRequire } from 'node:module';
import { deployed, fleet, workloads } from './fleet.mjs';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const backend = '../../plugins/orchestrator-backend/src';
const { setHash } = require('@tutti/planner');
const { v7: uuid } = require('uuid');
const { saveSet } = require(`${backend}/database/deployments/saveSet`);
const { toLedgerColumns } = require(`${backend}/database/ledger/LedgerEntry`);

/**
 * Writes applications, environments and the rows of their ledgers, as if all had been deployed.
 *
 * @returns the `environments` with their uids, and how many `nodes` each has
 */
export async function fillFleet({ database, descriptors, registry }, count) {
  const { registry: snapshot } = await registry.snapshot();
  const set = { workloads: workloads() };
  const hash = setHash(set);
  await database.transaction(transaction => saveSet(transaction, hash, set));
  const applications = new Map();
  const environments = [];
  let nodes;
  for (const { application, type } of fleet(count)) {
    if (!applications.has(application)) {
      const uid = uuid();
      applications.set(application, uid);
      await database('applications').insert({ uid, name: application });
    }
    const environment = { uid: uuid(), name: type, type, desired_set: hash };
    await database('environments').insert({
      ...environment,
      application_uid: applications.get(application),
    });
    const made = deployed({
      registry: snapshot,
      drivers: descriptors(),
      context: {
        application: { id: application, labels: {} },
        environment: { uid: environment.uid, id: type, type, labels: {} },
      },
    });
    await database('ledger').insert(
      made.map(node => toLedgerColumns(entry(environment.uid, node))),
    );
    environments.push(environment);
    nodes = made.length;
  }
  await database.raw('analyze');
  return { environments, nodes };
}

function entry(environmentUid, made) {
  const { node, type, id, incarnation, name, definition, definitionVersion, driver } = made;
  const { params, inputs, deletion, dependsOn, workloads: askedBy, requestHash, stateful } = made;
  return {
    ...{ uid: uuid(), environmentUid, node, type, class: made.class, id, incarnation, name },
    ...{ definition, definitionVersion, driver, stateVersion: 1, stateful, requestHash },
    ...{ params, inputs, outputs: inputs, driverOutputs: inputs, deletion, dependsOn },
    ...{ role: 'current', refersOnly: false, presence: 'present', readiness: 'not-checked' },
    ...{ deletionPending: false, workloads: askedBy, settled: true, catalog: {} },
  };
}
