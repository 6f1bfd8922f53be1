import { apiFileName, problemsOf } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ImpactReport } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ManifestKind } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import { useEffect, useMemo, useState } from 'react';
import { useImpact } from '../impact/useImpact';
import { checkText } from './checkText';

/** A manifest that is being written: its text, what is wrong in it, and what it would do. */
export interface Draft {
  text: string;
  setText: (text: string) => void;
  /** Somebody else has saved another text since this draft was begun. */
  isOutdated: boolean;
  /** The name that the text says, when it can be read. */
  name: string | undefined;
  /** Those found while writing and those that the server found in the same text. */
  problems: Problem[];
  /** Why the server could not be asked, other than for problems in the text. */
  error: Error | undefined;
  checking: boolean;
  /** Asks the server what saving would do. @returns `undefined` when something is wrong. */
  ask: () => Promise<ImpactReport | undefined>;
  /** Takes the answer to a save that was refused. @returns whether it was about problems in the text. */
  refused: (error: unknown) => boolean;
}

/**
 * Keeps a draft of a manifest.
 *
 * @param initial - the text that is saved at the moment; when it changes, an untouched draft follows it and a touched one
 *   stays
 */
export function useDraft(kind: ManifestKind, initial: string, name?: string): Draft {
  const [text, setText] = useState(initial);
  const [base, setBase] = useState(initial);
  const [found, setFound] = useState<{ text: string; problems: Problem[] }>();
  const impact = useImpact();
  const checked = useMemo(() => checkText(text, kind, name), [text, kind, name]);
  if (initial !== base && (text === base || text === initial)) {
    setBase(initial);
    setText(initial);
  }

  const problemsOfServer = problemsOf(impact.error);
  const remember = (problems: Problem[]) => setFound({ text, problems });
  useEffect(() => {
    if (problemsOfServer.length > 0) {
      remember(problemsOfServer);
    }
    // An answer is remembered once, with the text that it is about.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [impact.error]);

  return {
    text,
    setText,
    isOutdated: initial !== base,
    name: checked.name,
    problems: found?.text === text ? merge(checked.problems, found.problems) : checked.problems,
    error: problemsOfServer.length > 0 ? undefined : impact.error,
    checking: impact.loading,
    ask: async () =>
      checked.name === undefined
        ? undefined
        : impact.ask({
            files: [{ name: apiFileName({ kind, name: checked.name }), content: text }],
          }),
    refused: error => {
      const problems = problemsOf(error);
      remember(problems);
      return problems.length > 0;
    },
  };
}

/** The server finds again what was found while writing; one line per problem is enough. */
function merge(own: Problem[], others: Problem[]): Problem[] {
  const known = new Set(own.map(textOf));
  return [...own, ...others.filter(problem => !known.has(textOf(problem)))];
}

function textOf({ line, column, message }: Problem): string {
  return `${line}:${column} ${message}`;
}
