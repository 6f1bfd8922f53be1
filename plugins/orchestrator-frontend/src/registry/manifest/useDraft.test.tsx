import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { useDraft } from './useDraft';

const text = (driver: string) =>
  `apiVersion: tutti.dev/v1alpha1\nkind: ResourceDefinition\nmetadata: { name: a }\nspec: { type: postgres, driver: ${driver} }\n`;

function begin(askImpact: () => Promise<never> = () => new Promise<never>(() => {})) {
  const api = { askImpact } as unknown as PlatformOrchestratorApi;
  return renderHook(({ saved }) => useDraft('ResourceDefinition', saved, 'a'), {
    initialProps: { saved: text('one') },
    wrapper: ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[[platformOrchestratorApiRef, api]]}>{children}</TestApiProvider>
    ),
  });
}

describe('a draft of a manifest', () => {
  it('follows what others save, as long as nobody has touched it', () => {
    const { result, rerender } = begin();
    rerender({ saved: text('two') });
    expect(result.current.text).toBe(text('two'));
    expect(result.current.isOutdated).toBe(false);
  });

  it('is not lost when somebody else saves meanwhile, and says so', () => {
    const { result, rerender } = begin();
    act(() => result.current.setText(text('mine')));
    rerender({ saved: text('theirs') });
    expect(result.current.text).toBe(text('mine'));
    expect(result.current.isOutdated).toBe(true);
    act(() => result.current.setText(text('theirs')));
    expect(result.current.isOutdated).toBe(false);
  });

  it('is up to date again once it is saved', () => {
    const { result, rerender } = begin();
    act(() => result.current.setText(text('mine')));
    rerender({ saved: text('mine') });
    expect(result.current.isOutdated).toBe(false);
  });

  it('shows what the server finds wrong until the text is another one', async () => {
    const problem = {
      ...{ severity: 'error', code: 'driver', message: 'There is no driver "one".' },
      ...{ source: 'api/ResourceDefinition/a.yaml', pointer: '/spec/driver', line: 4, column: 8 },
    };
    const { result } = begin(async () => {
      throw Object.assign(new Error('400'), { body: { error: { problems: [problem] } } });
    });
    await act(async () => {
      expect(await result.current.ask()).toBeUndefined();
    });
    expect(result.current.problems).toEqual([problem]);
    expect(result.current.error).toBeUndefined();
    act(() => result.current.setText(text('two')));
    expect(result.current.problems).toEqual([]);
  });
});
