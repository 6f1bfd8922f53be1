import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, TextField } from '@backstage/ui';
import useAsync from 'react-use/esm/useAsync';
import { platformOrchestratorApiRef } from '../api/platformOrchestratorApiRef';
import { ErrorAlert } from '../status/ErrorAlert';
import { platformOrchestratorTranslationRef } from '../translation';

/** What is said about an environment that is to be made; empty: not said yet. */
export interface NewEnvironment {
  name: string;
  type: string;
  /** Of a preview: a duration such as `72h`; empty: as its type says. */
  expiresIn: string;
}

/** Name, type and, of a preview, the lifetime of an environment that is to be made. */
export function EnvironmentForm(props: {
  value: NewEnvironment;
  onChange: (value: NewEnvironment) => void;
}) {
  const { value, onChange } = props;
  const api = useApi(platformOrchestratorApiRef);
  const { t } = useTranslationRef(platformOrchestratorTranslationRef);
  const types = useAsync(() => api.listEnvironmentTypes(), [api]);
  const items = types.value?.items ?? [];
  const chosen = items.find(({ name }) => name === value.type);
  const change = (type: string) => {
    const preview = items.find(({ name }) => name === type)?.preview ?? false;
    onChange({ ...value, type, expiresIn: preview ? value.expiresIn : '' });
  };
  return (
    <>
      <TextField
        label={t('environmentForm.name')}
        description={t('environmentForm.nameHelp')}
        value={value.name}
        onChange={name => onChange({ ...value, name })}
      />
      <Select
        label={t('environmentForm.type')}
        placeholder={t('environmentForm.choose')}
        options={items.map(({ name, title }) => ({ value: name, label: title ?? name }))}
        value={value.type === '' ? null : value.type}
        onChange={key => key !== null && change(String(key))}
      />
      {chosen?.preview && (
        <TextField
          label={t('environmentForm.lifetime')}
          description={t('environmentForm.lifetimeHelp', {
            lifetime: chosen.lifetime.default,
            maximum: chosen.lifetime.maximum ?? 'never',
          })}
          value={value.expiresIn}
          onChange={expiresIn => onChange({ ...value, expiresIn: expiresIn.trim() })}
        />
      )}
      {types.error && <ErrorAlert title={t('environmentForm.noTypes')} error={types.error} />}
    </>
  );
}

/** The same as the API takes it. */
export function toRequest({ name, type, expiresIn }: NewEnvironment) {
  return { name, type, ...(expiresIn !== '' && { expiresIn }) };
}
