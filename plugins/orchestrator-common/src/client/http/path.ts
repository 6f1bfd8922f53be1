/** A path whose inserted names cannot leave their segment. */
export function path(texts: TemplateStringsArray, ...names: string[]): string {
  return texts.reduce(
    (before, text, index) => before + encodeURIComponent(names[index - 1]) + text,
  );
}
