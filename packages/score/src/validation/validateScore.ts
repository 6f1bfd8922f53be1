import type { JsonValue } from '../json/JsonValue';
import type { Finding } from '../problems/Finding';
import { createScoreSchema } from '../specification/createScoreSchema';
import { inlineReferences } from '../specification/inlineReferences';
import { createSchemaValidator } from './createSchemaValidator';

const validators = new Map<boolean, (value: JsonValue) => Finding[]>();

/**
 * Lists what of a document does not fit the schema of `score.dev/v1b1`, its files and volumes in their
 * map form ({@link upgradeWorkload} brings them there). `strict` is {@link ReadScoreOptions.strict}.
 * @public
 */
export function validateScore(document: JsonValue, options: { strict?: boolean } = {}): Finding[] {
  const { strict = true } = options;
  let validate = validators.get(strict);
  if (!validate) {
    // Compiled at first use: a page that only imports this package should not pay for it.
    validate = createSchemaValidator(
      inlineReferences(createScoreSchema({ listForms: false, probeNeedsHandler: strict })),
    );
    validators.set(strict, validate);
  }
  return validate(document);
}
