import { Select } from '@backstage/ui';

const EVERYTHING = 'everything';

/** One part of a list's filter: a choice, or everything. */
export function FilterSelect(props: {
  label: string;
  options: readonly (string | { value: string; label: string })[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** The word for no filter. Default: All. */
  allLabel?: string;
}) {
  const { label, options, value, onChange, allLabel = 'All' } = props;
  const listed = options.map(option =>
    typeof option === 'string' ? { value: option, label: option } : option,
  );
  // What a link asks for stays visible, also when there is no such thing any more.
  const isKnown = value === undefined || listed.some(option => option.value === value);
  return (
    <Select
      label={label}
      options={[
        { value: EVERYTHING, label: allLabel },
        ...listed,
        ...(isKnown ? [] : [{ value, label: value }]),
      ]}
      value={value ?? EVERYTHING}
      onChange={key => onChange(key === null || key === EVERYTHING ? undefined : String(key))}
    />
  );
}
