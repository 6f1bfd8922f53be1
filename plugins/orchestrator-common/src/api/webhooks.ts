import type { DeploymentStatus } from './deployments';
import type { EnvironmentStatus } from './environments';

/** Kinds of events that a webhook can ask for. */
export const WEBHOOK_EVENTS = [
  /** A deployment was submitted, or has another status. */
  'deployment.status-changed',
  /** A deployment waits for the approval of people. */
  'deployment.approval-needed',
  /** A deployment ended because nobody can tell what exists; a person has to look. */
  'deployment.needs-attention',
  /** An environment was made, or has another status. */
  'environment.changed',
] as const;
/** One of {@link WEBHOOK_EVENTS}. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** The version of {@link WebhookBody}. It grows when something is taken away; additions do not change it. */
export const WEBHOOK_BODY_VERSION = 1;

/** What is sent to a webhook as JSON: names and uids. Who hears it asks the API for more. */
export interface WebhookBody {
  version: typeof WEBHOOK_BODY_VERSION;
  /** Id of the delivery, the same in every attempt. */
  id: string;
  event: WebhookEvent | 'ping';
  /** ISO 8601. */
  occurredAt: string;
  /** Grows within an environment: an event with a smaller one than the last is older news. Absent on `ping`. */
  sequence?: number;
  /** Absent on `ping`. */
  environment?: {
    uid: string;
    application: string;
    name: string;
    type: string;
  };
  /** On events about deployments. */
  deployment?: {
    uid: string;
    number: number;
    kind: string;
    status: DeploymentStatus;
    /** Absent when it was submitted just now. */
    previousStatus?: DeploymentStatus;
    /** Entity reference or subject. */
    requestedBy: string;
  };
  /** On `environment.changed`. */
  change?: {
    status: EnvironmentStatus;
    /** Absent when it was made just now. */
    previousStatus?: EnvironmentStatus;
  };
}

/** A webhook. Its address and its secret are never given back. */
export interface WebhookView {
  uid: string;
  name: string;
  /** Only environments of this application; absent: of all. */
  application?: string;
  /** Only environments of these types; empty: of all. */
  environmentTypes: string[];
  events: WebhookEvent[];
  /** Scheme, host and port of the address. */
  origin: string;
  status: 'enabled' | 'disabled';
  /** Why it was disabled. */
  statusReason?: string;
  /** ISO 8601; since when nothing could be delivered. */
  failingSince?: string;
  /** Entity reference or subject of who made it, and is told when it is disabled. */
  ownerRef: string;
  createdAt: string;
  updatedAt: string;
}

/** Body of `POST /webhooks`. */
export interface CreateWebhookRequest {
  name: string;
  /** `https`, unless the installation allows others. */
  url: string;
  /** Base64 of 24 to 64 random bytes, with or without `whsec_` in front: the key of the signatures. */
  secret: string;
  events: WebhookEvent[];
  application?: string;
  environmentTypes?: string[];
}

/** Body of `PATCH /webhooks/{uid}`: what is absent stays as it is. */
export interface UpdateWebhookRequest {
  name?: string;
  url?: string;
  secret?: string;
  events?: WebhookEvent[];
  environmentTypes?: string[];
  status?: 'enabled' | 'disabled';
}

/** One event on its way to one webhook. */
export interface DeliveryView {
  uid: string;
  event: WebhookEvent | 'ping';
  sequence?: number;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  /** HTTP status of the last answer. */
  responseStatus?: number;
  /** Why the last attempt failed. */
  error?: string;
  createdAt: string;
  attemptedAt?: string;
  /** While it is pending. */
  nextAttemptAt?: string;
}

/** A message of the outbox that could not be told so far, or was set aside. */
export interface OutboxFailureView {
  id: string;
  environmentUid: string;
  /** Absent when the message is about no environment, or one that is gone. */
  application?: string;
  environment?: string;
  kind: 'event' | 'signal' | 'webhook' | 'notification';
  topic: string;
  attempts: number;
  error: string;
  /** ISO 8601, like the other times. */
  createdAt: string;
  failingSince: string;
  /** Absent: it is still tried again. */
  setAsideAt?: string;
}
