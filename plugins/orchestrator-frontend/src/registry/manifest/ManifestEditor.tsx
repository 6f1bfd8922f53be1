import { Progress } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import type { ManifestKind } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import { Suspense, lazy, useRef } from 'react';
import type { Vocabulary } from './completionsAt';
import styles from './manifest.module.css';
import { ProblemList } from './ProblemList';

// The editor is large, and most pages need none.
const YamlEditor = lazy(() =>
  import('./YamlEditor').then(({ YamlEditor: component }) => ({ default: component })),
);

/** Lets a hand on the cursor of an editor. */
export interface EditorHandle {
  goTo(line: number): void;
}

/** The text of one manifest with its problems at their lines and in a list beneath. */
export function ManifestEditor(props: {
  /** For screen readers. */
  label: string;
  kind: ManifestKind;
  text: string;
  problems: readonly Problem[];
  vocabulary?: Vocabulary;
  /** Absent: the text can be read and not changed. */
  onChange?: (text: string) => void;
}) {
  const { label, kind, text, problems, vocabulary, onChange } = props;
  const handle = useRef<EditorHandle>(null);
  return (
    <Flex direction="column" gap="2">
      <div className={styles.editor}>
        <Suspense fallback={<Progress />}>
          <YamlEditor
            ref={handle}
            label={label}
            kind={kind}
            text={text}
            problems={problems}
            vocabulary={vocabulary}
            onChange={onChange}
          />
        </Suspense>
      </div>
      {onChange && (
        <Text variant="body-small" color="secondary">
          Ctrl-Space offers what can stand here. Escape, then Tab leaves the editor.
        </Text>
      )}
      {problems.length > 0 && (
        <div role="alert">
          <ProblemList
            problems={problems}
            label="Problems of the manifest"
            onShow={({ line }) => handle.current?.goTo(line ?? 1)}
          />
        </div>
      )}
    </Flex>
  );
}
