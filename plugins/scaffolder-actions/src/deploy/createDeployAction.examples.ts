import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How a template uses the action `tutti:deploy`. */
export const deployExamples: TemplateExample[] = [
  {
    description: 'Deploy the Score file of the workspace to development',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          name: 'Deploy to development',
          action: 'tutti:deploy',
          input: { application: 'shop', environment: 'development' },
        },
      ],
    }),
  },
  {
    description: 'Deploy another file with an image that was just built, and do not wait',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          name: 'Deploy to development',
          action: 'tutti:deploy',
          input: {
            application: 'shop',
            environment: 'development',
            scoreFile: 'deploy/score.yaml',
            images: { '*': 'shop/new-service:1.0.0' },
            wait: false,
          },
        },
      ],
    }),
  },
];
