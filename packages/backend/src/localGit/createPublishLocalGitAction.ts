import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { LocalGitStore } from './LocalGitStore';
import { localGitFileUrl, localGitRepositoryUrl } from './localGitUrl';

/**
 * The template action `publish:local-git`: a new repository in the local Git store, with the workspace as its first
 * commit. A template that is meant for a hosting service uses that service's own action in its place.
 */
export function createPublishLocalGitAction(store: LocalGitStore) {
  return createTemplateAction({
    id: 'publish:local-git',
    description: 'Publishes the workspace as a new repository of the local Git store.',
    schema: {
      input: {
        repository: z =>
          z.string({ description: 'Name of the repository: lower case letters, digits, dashes.' }),
        sourcePath: z =>
          z.string({ description: 'Folder in the workspace. Default: all of it.' }).optional(),
        message: z => z.string({ description: 'Message of the first commit.' }).optional(),
      },
      output: {
        remoteUrl: z => z.string({ description: 'Address of the repository.' }),
        catalogInfoUrl: z => z.string({ description: 'Address of its catalog-info.yaml.' }),
        commit: z => z.string({ description: 'The first commit.' }),
      },
    },
    async handler(ctx) {
      const { repository, sourcePath, message } = ctx.input;
      const commit = await ctx.checkpoint({
        key: `publish.${repository}`,
        fn: async () =>
          store.create({
            repository,
            contentFolder: resolveSafeChildPath(ctx.workspacePath, sourcePath ?? '.'),
            author: { name: 'Tutti', email: 'tutti@localhost' },
            message: message ?? 'Create the repository from its template',
          }),
      });
      ctx.logger.info(`Published ${repository} at ${commit}.`);
      ctx.output('remoteUrl', localGitRepositoryUrl(repository));
      ctx.output(
        'catalogInfoUrl',
        localGitFileUrl({ repository, ref: 'main', path: 'catalog-info.yaml' }),
      );
      ctx.output('commit', commit);
    },
  });
}
