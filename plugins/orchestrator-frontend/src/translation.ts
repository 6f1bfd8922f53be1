import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * The texts about what people do with deployments and decide about resources, in English; an app may bring others with a
 * translation resource.
 *
 * @public
 */
export const platformOrchestratorTranslationRef = createTranslationRef({
  id: PLUGIN_ID,
  messages: {
    actions: {
      approve: 'Approve this plan',
      reject: 'Reject',
      cancel: 'Cancel',
      retry: 'Retry',
      close: 'Close',
      working: 'Working…',
      refused: 'That was refused',
    },
    deployment: {
      cancelling: 'Cancelling, asked by {{person}}: it ends once what runs has stopped.',
      cancelAsked: 'It has been asked to stop already.',
      ownRequest: 'This is your own request, so another person has to decide about it.',
      whoApproves:
        'Whoever may approve in {{environment}} can decide, and never the person who asked for it.',
      approvals: '{{given}} of {{required}} approvals.',
      supersededBy: 'Superseded by deployment #{{number}}',
      retryOf: 'A retry of deployment #{{number}}',
      rollbackTo: 'Goes back to deployment #{{number}}',
      from: 'Taken from {{environment}}',
      needsAttention: 'Somebody has to look',
      openEnvironment: 'Resolve it on the page of the environment',
      failed: 'Why it did not succeed',
      through: 'through {{service}}',
    },
    verdict: {
      approveTitle: 'Approve deployment #{{number}}?',
      rejectTitle: 'Reject deployment #{{number}}?',
      comment: 'Comment',
      commentHelp: 'For those who read the history',
    },
    sinceApproval: {
      title: 'What has changed since the last approval',
      none: 'It would do the same as the plan that was approved before.',
      nothing: 'nothing',
    },
    lifecycle: {
      planning: 'Making the plan…',
      planFailed: 'The plan failed',
      showPlan: 'Show plan',
      planAgain: 'Plan again',
      whatHappens: 'What will happen',
      typeName: 'Type {{name}} to confirm',
      deleting: 'It is being deleted.',
      empty: 'Nothing is wanted in this environment.',
      rollBack: 'Roll back to here…',
      rollBackTitle: 'Roll back {{environment}} to deployment #{{number}}?',
      rollBackHelp:
        'It takes back {{workloads}}, with the definition versions and shared values of then. No pipeline deploys what comes back until somebody releases it.',
      rollBackWhole: 'The whole environment as it was then, without what was not there',
      rollBackConfirm: 'Roll back',
      promote: 'Promote from {{from}}…',
      promoteName: 'Promote from {{from}} to {{to}}',
      promoteTitle: 'Promote {{what}} from {{from}} to {{to}}?',
      promoteHelp:
        'Score files and images come from {{from}}; resources are made as {{to}} defines them.',
      promoteConfirm: 'Promote',
      refresh: 'Refresh…',
      refreshTitle: 'Refresh {{environment}}?',
      refreshHelp:
        'The same workloads, with the definition versions and shared values that are in force now.',
      refreshConfirm: 'Refresh',
      clone: 'Clone…',
      cloneTitle: 'Clone {{environment}}?',
      cloneHelp:
        'A new environment with {{workloads}}; all that they ask for is made anew, and holds none of the data.',
      cloneConfirm: 'Clone',
      pause: 'Pause…',
      pauseTitle: 'Pause {{environment}}?',
      pauseHelp: 'What is under way goes on. What is deployed from now on waits.',
      pauseRefuse: 'Refuse deployments instead of letting them wait',
      pauseConfirm: 'Pause',
      paused: 'Paused by {{person}}: {{reason}}',
      waits: 'What is deployed waits until somebody resumes it.',
      refuses: 'What is deployed is refused until somebody resumes it.',
      resume: 'Resume',
      held: '{{workloads}}: held by the rollback #{{number}} of {{person}}; no pipeline deploys it.',
      release: 'Release',
      releaseName: 'Release {{workloads}}',
      expires: 'Deletes itself',
      delete: 'Delete…',
      deleteTitle: 'Delete {{environment}}?',
      deleteHelp:
        'What is in it is destroyed, waits for a person, or is left behind, as its deletion policies say. This cannot be undone.',
      deleteConfirm: 'Delete',
    },
    environmentForm: {
      name: 'Name',
      nameHelp: 'For example qa, or pr-12',
      type: 'Type',
      choose: 'Choose a type',
      noTypes: 'The types cannot be read',
      lifetime: 'Deletes itself after',
      lifetimeHelp: 'For example 72h or 14d; empty: {{lifetime}}. The longest: {{maximum}}',
    },
    onBusy: {
      label: 'When another deployment waits or runs',
      queue: 'Wait for its turn',
      refuse: 'Do not deploy',
      supersede: 'Take the place of waiting ones that it covers',
    },
    resource: {
      resolve: 'Resolve…',
      resolveName: 'Resolve {{node}}',
      resolveTitle: 'Does {{node}} exist?',
      resolveHelp:
        'Its driver could not tell. Look for it where it should be, and say what you found; deployments that reach it are refused until then.',
      externalId: 'It is called {{id}}.',
      present: 'It is there: the next deployment that reaches it applies it again.',
      absent: 'It is gone: the orchestrator forgets it, and makes a new one where it is asked for.',
      presence: 'What is true',
      reason: 'What shows it',
      reasonHelp: 'Kept with the decision',
      save: 'Save',
      destroy: 'Destroy…',
      destroyName: 'Destroy {{node}}',
      destroyTitle: 'Destroy {{node}}?',
      destroyHelp:
        'A deployment of its own destroys it, with what it holds. This cannot be undone.',
      destroyConfirm: 'Destroy',
      keep: 'Keep…',
      keepName: 'Keep {{node}}',
      keepTitle: 'Keep {{node}}?',
      keepHelp: 'It stays as an orphan, and nobody is asked about it again.',
      keepConfirm: 'Keep',
      why: 'Why',
    },
    underWay: {
      title: 'Deployments under way',
      description: 'What has not ended, over all environments that you may see.',
      show: 'Show',
      all: 'All that has not ended',
      mine: 'What waits for me to approve',
      emptyAll: 'Nothing is under way',
      emptyAllHelp: 'What is deployed shows up here until it has ended.',
      emptyMine: 'Nothing waits for you',
      emptyMineHelp:
        'A plan that needs an approval which you may give shows up here, unless you have asked for it yourself.',
      error: 'The deployments cannot be shown',
    },
  },
});
