import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeDriverConformance,
  type DriverTarget,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import type { GitDeliveryInputs } from './GitDeliveryDriver';
import { deliveryRequest, workloadManifests } from './__testUtils__/deliveryRequest';
import { TestRepository } from './__testUtils__/TestRepository';

describe('GitDeliveryDriver', () => {
  let repository: TestRepository;
  beforeAll(() => {
    repository = TestRepository.create();
    repository.commitFile('README.md', 'Not ours.');
  });
  afterAll(() => repository.remove());

  const folderOf = ({ request }: DriverTarget<GitDeliveryInputs>) =>
    `shop/${request.environment?.id}`;

  describeDriverConformance<GitDeliveryInputs, any>({
    createDriver: () => repository.createDriver(),
    createRequest: () => deliveryRequest(),
    changeRequest: request => ({ ...request, manifests: [workloadManifests('web', 'two')] }),
    changeIdentity: request => ({
      ...request,
      inputs: { ...request.inputs, repository: 'deployments-elsewhere' },
    }),
    world: {
      async look(target) {
        const folder = folderOf(target);
        return {
          commits: repository.git('log', '--format=%H', 'main', '--', folder),
          files: repository.git('ls-tree', '-r', 'main', '--', folder),
          neighbour: repository.git('ls-tree', 'main', '--', 'README.md'),
        };
      },
      async count(target) {
        const marker = `${folderOf(target)}/.tutti.yaml`;
        return repository.files().filter(file => file === marker).length;
      },
      async block() {
        const gate = join(repository.folder, 'gate');
        writeFileSync(gate, '');
        const removeHook = repository.hook(
          'pre-receive',
          `while [ -e "${gate}" ]; do sleep 0.05; done`,
        );
        return () => {
          removeHook();
          if (existsSync(gate)) {
            rmSync(gate);
          }
        };
      },
      async failHalfWay() {
        return repository.hook('pre-receive', 'echo "The disk is full." >&2; exit 1');
      },
    },
  });
});
