import { createScoreSchema } from './createScoreSchema';

/**
 * The JSON Schema (2020-12) of `score.dev/v1b1` as of specification 0.4.1, for editors and for
 * documentation. It also takes the deprecated list form of files and volumes, as the specification
 * does; {@link readScore} upgrades those before it validates.
 * @public
 */
export const scoreSchema: object = createScoreSchema({
  listForms: true,
  probeNeedsHandler: true,
});
