import { Combobox } from '@backstage/ui';

/** A name that is chosen among those that there are, or typed. */
export function NameField(props: {
  label: string;
  known: string[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, known, value, onChange } = props;
  return (
    <Combobox
      label={label}
      options={known.map(name => ({ value: name, label: name }))}
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
    />
  );
}
