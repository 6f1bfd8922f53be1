const LONGEST_SLUG = 50;
const SUFFIX_LENGTH = 8;

/**
 * A valid and unique entity name for something with a uid: a slug of at most 50 characters, `-`, and the last 8 hex
 * digits of the uid. It stays the same for the life of the uid and never clashes with a hand-written entity.
 */
export function entityName(title: string, uid: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  const suffix = uid.replace(/-/g, '').slice(-SUFFIX_LENGTH);
  return slug ? `${slug}-${suffix}` : suffix;
}
