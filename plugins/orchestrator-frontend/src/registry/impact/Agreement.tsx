import { Checkbox, Text, TextField } from '@backstage/ui';
import { useState } from 'react';

/** The explicit yes to what a change takes away: a tick, or a word to type where that is asked for. */
export function Agreement(props: {
  /** What is taken away: `2 resources replaced`; absent: the report is not there. */
  loss: string | undefined;
  /** The word to type; absent: a tick is enough. */
  word: string | undefined;
  agreed: boolean;
  onChange: (agreed: boolean) => void;
}) {
  const { loss, word, agreed, onChange } = props;
  const [typed, setTyped] = useState('');
  if (word === undefined) {
    return (
      <Checkbox isSelected={agreed} onChange={onChange}>
        I have seen what is taken away ({loss}), and want it.
      </Checkbox>
    );
  }
  return (
    <>
      <Text>{loss ? `This is taken away: ${loss}.` : 'This takes effect at once.'}</Text>
      <TextField
        label={`Type ${word} to go on`}
        value={typed}
        onChange={text => {
          setTyped(text);
          onChange(text.trim() === word);
        }}
        autoComplete="off"
      />
    </>
  );
}
