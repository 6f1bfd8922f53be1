import { SearchField } from '@backstage/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

/** Milliseconds without a key after which a text is looked for. */
const PAUSE = 300;

/** One part of a list's filter: a text that is looked for once nobody types any more. */
export function FilterText(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, value = '', onChange } = props;
  const [text, setText] = useState(value);
  useDebounce(
    () => {
      if (text !== value) {
        onChange(text || undefined);
      }
    },
    PAUSE,
    [text],
  );
  return <SearchField label={label} value={text} onChange={setText} />;
}
