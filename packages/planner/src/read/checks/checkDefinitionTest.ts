import type { DefinitionTestSpec } from '../../model';
import type { ManifestOf } from '../Manifest';
import type { CheckContext } from './CheckContext';

/** A test must be about things that exist. */
export function checkDefinitionTest(
  context: CheckContext,
  manifest: ManifestOf<'DefinitionTest', DefinitionTestSpec>,
): void {
  const { context: where, request, expect } = manifest.spec;
  if (!context.types.has(request.type)) {
    const hint = context.names.types.hint(request.type);
    const message = `There is no resource type "${request.type}".`;
    context.error(manifest, '/spec/request/type', 'unknown-type', message, hint);
  }
  const { environmentType } = where;
  if (environmentType !== undefined && !context.environmentTypes.has(environmentType)) {
    const hint = context.names.environmentTypes.hint(environmentType);
    const message = `There is no environment type "${environmentType}".`;
    context.error(
      manifest,
      '/spec/context/environmentType',
      'unknown-environment-type',
      message,
      hint,
    );
  }
  if (expect.definition !== undefined && !context.definitionNames.has(expect.definition)) {
    const message = `There is no definition "${expect.definition}".`;
    const hint = context.names.definitions.hint(expect.definition);
    context.error(manifest, '/spec/expect/definition', 'unknown-definition', message, hint);
  }
}
