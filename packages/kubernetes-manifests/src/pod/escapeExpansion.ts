/**
 * Writes a text such that Kubernetes gives it to the container as it is. In `env`, `command` and `args` Kubernetes
 * expands `$(NAME)` and turns `$$` into `$`; a Score file knows neither.
 */
export function escapeExpansion(text: string): string {
  return text.replace(/\$+(\()?/g, (run, parenthesis: string | undefined) => {
    const dollars = parenthesis === undefined ? run : run.slice(0, -1);
    return dollars.length > 1 || parenthesis !== undefined
      ? `${dollars}${dollars}${parenthesis ?? ''}`
      : run;
  });
}
