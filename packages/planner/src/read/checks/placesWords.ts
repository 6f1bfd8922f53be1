/** As many places as a person looks at; a file that was copied by mistake may clash in thousands. */
const PLACES_SHOWN = 3;

/**
 * The others of some things that clash, in words: `a.yaml:3 and b.yaml:7`, and how many more there are. Looks at no more
 * of them than it names.
 *
 * @param toWords - says one of them
 * @param joint - what stands between two
 */
export function placesWords<Thing>(
  all: readonly Thing[],
  own: Thing,
  toWords: (thing: Thing) => string,
  joint: string,
): string {
  const shown = all.slice(0, PLACES_SHOWN + 1).filter(each => each !== own);
  const words = shown.slice(0, PLACES_SHOWN).map(toWords);
  const more = all.length - 1 - words.length;
  return [...words, ...(more > 0 ? [`${more} more`] : [])].join(joint);
}
