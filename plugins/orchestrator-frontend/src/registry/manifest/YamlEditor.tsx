import { autocompletion } from '@codemirror/autocomplete';
import type { CompletionContext } from '@codemirror/autocomplete';
import { StreamLanguage } from '@codemirror/language';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import type { ManifestKind } from '@tutti/planner';
import type { Problem } from '@tutti/score';
import CodeMirror from '@uiw/react-codemirror';
import type { ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { forwardRef, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { Vocabulary } from './completionsAt';
import { completionsAt } from './completionsAt';
import type { EditorHandle } from './ManifestEditor';
import { toDiagnostics } from './toDiagnostics';
import { useTheme } from './useTheme';

/** The editor itself, in a file of its own because it is loaded only when somebody looks at a manifest. */
export const YamlEditor = forwardRef<
  EditorHandle,
  {
    label: string;
    kind: ManifestKind;
    text: string;
    problems: readonly Problem[];
    vocabulary?: Vocabulary;
    onChange?: (text: string) => void;
  }
>(function Editor(props, ref) {
  const { label, kind, text, problems, vocabulary, onChange } = props;
  const editor = useRef<ReactCodeMirrorRef>(null);
  const names = useRef(vocabulary);
  names.current = vocabulary;
  const theme = useTheme();

  const extensions = useMemo(
    () => [
      StreamLanguage.define(yaml),
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
      autocompletion({
        override: [(context: CompletionContext) => complete(context, kind, names.current)],
      }),
    ],
    [label, kind],
  );

  useImperativeHandle(ref, () => ({
    goTo: line => {
      const view = editor.current?.view;
      if (view) {
        const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
        view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
        view.focus();
      }
    },
  }));

  const mark = (view: EditorView | undefined) => {
    if (view) {
      const diagnostics = toDiagnostics(problems, view.state.doc.toString());
      view.dispatch(setDiagnostics(view.state, diagnostics));
    }
  };
  // After every change of either: marks belong to the text that they were found in.
  useEffect(() => mark(editor.current?.view));

  return (
    <CodeMirror
      ref={editor}
      value={text}
      theme={theme}
      extensions={extensions}
      editable={onChange !== undefined}
      readOnly={onChange === undefined}
      onChange={onChange}
      onCreateEditor={mark}
      basicSetup={{ autocompletion: false }}
      minHeight="12rem"
      maxHeight="70vh"
    />
  );
});

function complete(context: CompletionContext, kind: ManifestKind, names: Vocabulary | undefined) {
  const word = context.matchBefore(/[\w-]*/);
  if (!names || (!context.explicit && (!word || word.from === word.to))) {
    return null;
  }
  const text = context.state.doc.toString();
  const suggestions = completionsAt(text, context.pos, kind, names);
  if (suggestions.length === 0) {
    return null;
  }
  return {
    from: suggestions[0].from,
    options: suggestions.map(({ text: apply, detail, description }) => ({
      label: apply.trimEnd().replace(/:$/, ''),
      apply,
      detail,
      info: description,
    })),
    validFor: /^[\w-]*$/,
  };
}
