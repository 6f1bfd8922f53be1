import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  platformOrchestrator?: {
    /** Where manifests of types, definitions and environment types come from. */
    manifests?: {
      /** Of two sources that declare one name the first has it. */
      sources?: Array<
        {
          /** Names the source; default: the last part of the path or address, or the pack. Not `api`. */
          name?: string;
          /**
           * What a new version of a definition becomes: `default` at once, or `proposed` until somebody promotes it,
           * its criteria with it. Default: `default`.
           */
          newVersions?: 'proposed' | 'default';
        } & (
          | {
              type: 'file';
              /** A folder or file; a relative one starts at the folder of app-config.yaml. */
              path: string;
            }
          | {
              type: 'url';
              /** A folder or YAML file of a repository, as its web page is addressed; read with `integrations`. */
              target: string;
              /** How often it is read, beside push events. Default: every 5 minutes. */
              schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
            }
          | {
              type: 'built-in';
              /** Manifests that ship with the product. */
              pack: string;
            }
        )
      >;
      /** Manifests that people save through the API. */
      api?: {
        /** As for sources. */
        newVersions?: 'proposed' | 'default';
      };
      /** Topics of push events, after which sources of type `url` are read at once. */
      pushTopics?: string[];
      /** How often all sources are read again, beside watching them. Default: every minute. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    /** Questions about what a change to the registry does. */
    impact?: {
      /**
       * A change that touches more environments than this is looked at by the queue, and made once its report is confirmed.
       * A whole number from 0. Default 20.
       */
      inlineEnvironments?: number;
    };
    secrets?: {
      /** The first key encrypts what is secret in the database, all decrypt. Needed. */
      keys?: Array<{
        /** Stands beside what it encrypted: 1 to 32 letters, digits, `_` or `-`. */
        id: string;
        /**
         * At least 32 characters.
         * @visibility secret
         */
        secret: string;
      }>;
    };
    /** Secret stores that definitions may name; modules add stores of other kinds. */
    secretStores?: Array<
      | { name: string; kind: 'database' }
      | {
          name: string;
          kind: 'environment';
          /** Variables whose names begin so are the store's keys. */
          prefix: string;
        }
      | {
          name: string;
          kind: 'file';
          /** The folder whose files are the store's keys. */
          path: string;
        }
    >;
    /**
     * Services that may call the API, and with which permissions: names, or patterns in which `*` stands for any text.
     * A service that is not listed may do nothing, and none may approve.
     */
    services?: Array<{
      /** For example `plugin:catalog`, or the subject of a static token as it is written there. */
      subject: string;
      permissions: string[];
      /** Whether it has to say for which person it submits, who then may not approve. Default: false. */
      requireActor?: boolean;
    }>;
    scoreFiles?: {
      /**
       * Folders of this machine from which Score files of catalog Components may be read; none by default. Relative
       * ones start at the folder of app-config.yaml.
       */
      allowedLocalFolders?: string[];
    };
    /**
     * How often owners of applications are copied from the catalog. Default: every minute; a change of an owner counts
     * for permissions after that time at the latest.
     */
    ownerSync?: SchedulerServiceTaskScheduleDefinitionConfig;
    /** Rules about plans, in the Common Expression Language; see docs/policies.md. */
    policies?: Array<{
      /** Lower-case letters, digits and `-`, up to 63; shown with what it finds. */
      name: string;
      /** A condition about the plan. Either this or `whenNode`. */
      when?: string;
      /** A condition about each node of the plan, which it knows as `node`. */
      whenNode?: string;
      /** What it means when the condition holds. */
      finding: 'information' | 'approval-needed' | 'denied';
      /** Sentence for those who submit and approve; up to 1,000 characters. */
      message: string;
      /** Of `approval-needed`: how many people have to agree, 1 to 20. Default 1. */
      approvals?: number;
    }>;
    /** What this process does about deployments. */
    worker?: {
      /** `false`: it serves the API only. Default true. */
      enabled?: boolean;
      /** Environments that are worked on at the same time. */
      concurrency?: number;
      /** Tasks that are worked on at the same time, beside environments. Default 2. */
      taskConcurrency?: number;
      /** Nodes of one deployment that are worked on at the same time. Default 8. */
      nodeConcurrency?: number;
      /** The longest time for one operation on one node, retries included. Default 15 minutes. */
      nodeTimeout?: HumanDuration | string;
      /** The longest time for one deployment. Default 2 hours; below a day. */
      deploymentTimeout?: HumanDuration | string;
      /** How often a node is tried again after passing trouble. Default 5. */
      retries?: number;
    };
    /** How long records are kept that nothing needs any more. Durations are at least an hour. */
    retention?: {
      /** The last deployments of each environment that are kept however old they are. Default 50. */
      keepLast?: number;
      /** Deployments, from their end, beyond `keepLast`. Default 180 days. */
      deployments?: HumanDuration | string;
      /** Plans, from the end of their deployment. Default 90 days. */
      plans?: HumanDuration | string;
      /** Logs of deployments, from the end of the deployment. Default 30 days. */
      logs?: HumanDuration | string;
      /** The journal of effects whose outcome is known. Default 90 days. */
      journal?: HumanDuration | string;
      /** Desired states that nothing refers to. Default a day. */
      sets?: HumanDuration | string;
      /** Impact reports that no rollout was started with. Default 30 days. */
      impactReports?: HumanDuration | string;
      /** First answers under idempotency keys. Default 24 hours. */
      idempotencyKeys?: HumanDuration | string;
      /** Messages that could not be told and were set aside. Default 30 days. */
      outbox?: HumanDuration | string;
    };
    webhooks?: {
      /** Whether addresses of webhooks may be `http` as well as `https`. Default false. */
      allowHttp?: boolean;
      /**
       * Networks that webhooks may go to although they are not public, in CIDR form such as `10.20.0.0/16`. Default: none.
       */
      allowedNetworks?: string[];
      /** How long a delivery that fails is tried again. Default 24 hours. */
      retryFor?: HumanDuration | string;
      /** A webhook to which nothing could be delivered for so long is disabled. Default 3 days. */
      disableAfter?: HumanDuration | string;
    };
    /** Bounds of drivers, by id. */
    drivers?: {
      [id: string]: {
        /** Nodes that one process works on with it at the same time, in all deployments. Default: no limit. */
        concurrency?: number;
        /** The longest time for one operation on one node. Default: the driver's own, or `worker.nodeTimeout`. */
        timeout?: HumanDuration | string;
      };
    };
    /** Bounds of all environments of a type, by its name. */
    environmentTypes?: {
      [name: string]: {
        /** Nodes that one process works on in them at the same time. Default: no limit. */
        concurrency?: number;
      };
    };
    /**
     * Set after the database was restored from a backup, to any word that was not used before, such as the date: at
     * the next start nothing is made before what exists has been read. A word counts once.
     */
    restored?: string;
    /** The queue of doorbells on PostgreSQL. */
    queue?: {
      /** The schema that it keeps its tables in. */
      schema?: string;
      /** Whether the schema is made when it is not there. */
      createSchema?: boolean;
      /** Whether its tables are made and brought to the newest shape. */
      migrate?: boolean;
    };
  };
}
