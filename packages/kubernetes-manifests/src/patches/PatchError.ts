/** Says why a patch cannot be applied to an object: a clause that goes on after "cannot be applied to …:". */
export class PatchError extends Error {
  override name = 'PatchError';
}
