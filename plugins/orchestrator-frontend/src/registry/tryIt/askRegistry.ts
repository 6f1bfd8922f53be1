import type {
  DefinitionTestOutcome,
  PlatformOrchestratorApi,
  RequestOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { MANIFEST_API_VERSION } from '@tutti/planner';
import type { MatchExplanation } from '@tutti/planner';
import { isJsonObject } from '@tutti/score';
import type { JsonObject } from '@tutti/score';
import { parse, stringify } from 'yaml';
import { refusalOf } from '../impact/refusalOf';

/** A request in a context, as somebody typed or chose it; what is empty is left open. */
export interface Question {
  application?: string;
  environment?: string;
  environmentType?: string;
  type?: string;
  class?: string;
  id?: string;
  /** YAML of a mapping. */
  params?: string;
}

/** What the registry answers. */
export interface Answer {
  /** The explanation of the API where the context exists, otherwise that of the made-up one. */
  explanation?: MatchExplanation;
  /** Inputs as resolved, nodes that come along, and what is in the way. */
  outcome: DefinitionTestOutcome;
}

/**
 * Asks which definition a request matches, and what it would be given. The explanation is that of `POST /explain` where
 * application and environment exist; inputs are resolved by a test of definitions, for which no context needs to exist.
 *
 * @throws Error when the params are no mapping; ResponseError for what the server refuses.
 */
export async function askRegistry(
  api: PlatformOrchestratorApi,
  question: Question,
  options: RequestOptions = {},
): Promise<Answer> {
  const params = readParams(question.params);
  const context = await contextOf(api, question, options);
  const [{ items }, explanation] = await Promise.all([
    api.runDefinitionTests({ manifests: testText(question, context, params) }, options),
    explain(api, question, options),
  ]);
  const [outcome] = items;
  return { outcome, explanation: explanation ?? outcome.match };
}

/** What is known of the context: the names that were given, and the labels of what exists. */
async function contextOf(
  api: PlatformOrchestratorApi,
  question: Question,
  options: RequestOptions,
): Promise<JsonObject> {
  const { application, environment, environmentType } = question;
  const found = application
    ? await unlessAbsent(() => api.getApplication(application, options))
    : undefined;
  const place =
    application && environment
      ? await unlessAbsent(() => api.getEnvironment(application, environment, options))
      : undefined;
  const type = place?.type ?? environmentType;
  return {
    ...(application && { application }),
    ...(environment && { environment }),
    ...(type && { environmentType: type }),
    ...(found && { applicationLabels: found.labels }),
    ...(place && { environmentLabels: place.labels }),
  };
}

function explain(
  api: PlatformOrchestratorApi,
  question: Question,
  options: RequestOptions,
): Promise<MatchExplanation | undefined> {
  const { application, environment, environmentType, type = '', id } = question;
  if (!application || (!environment && !environmentType)) {
    return Promise.resolve(undefined);
  }
  return unlessAbsent(() =>
    api.explain(
      {
        application,
        ...(environment ? { environment } : { environmentType }),
        type,
        ...(question.class && { class: question.class }),
        ...(id && { id }),
      },
      options,
    ),
  );
}

/** A context may be made up, so that there is no such thing is no error. */
async function unlessAbsent<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (refusalOf(error)?.status === 404) {
      return undefined;
    }
    throw error;
  }
}

function testText(question: Question, context: JsonObject, params: JsonObject): string {
  const { type = '', id } = question;
  return stringify({
    apiVersion: MANIFEST_API_VERSION,
    kind: 'DefinitionTest',
    metadata: { name: 'try-it' },
    spec: {
      context,
      request: {
        type,
        ...(question.class && { class: question.class }),
        ...(id && { id }),
        ...(Object.keys(params).length > 0 && { params }),
      },
      // Nothing in particular; that it is there makes inputs that cannot be resolved a failure.
      expect: { inputs: {} },
    },
  });
}

function readParams(text: string | undefined): JsonObject {
  const value = parse(text ?? '') ?? {};
  if (!isJsonObject(value)) {
    throw new Error('Params: write a mapping, such as "extensions: [pg_trgm]".');
  }
  return value;
}
