/** The shells that there is a completion for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

const BASH = `_tutti() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
  local IFS=$'\\n'
  COMPREPLY=($(tutti __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$current" 2>/dev/null))
}
complete -o default -F _tutti tutti
`;

const ZSH = `#compdef tutti
_tutti() {
  local -a found
  found=("\${(@f)$(tutti __complete -- "\${(@)words[2,CURRENT-1]}" "\${words[CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then
    compadd -- $found
  else
    _files
  fi
}
if [ "\${funcstack[1]}" = "_tutti" ]; then
  _tutti "$@"
else
  compdef _tutti tutti
fi
`;

const FISH = `function __tutti_complete
  set -l typed (commandline -opc)
  set -l current (commandline -ct)
  set -l found (tutti __complete -- $typed[2..-1] "$current" 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path "$current"
  end
end
complete -c tutti -f -a '(__tutti_complete)'
`;

const scripts: Record<Shell, string> = { bash: BASH, zsh: ZSH, fish: FISH };

/**
 * The script that makes a shell complete command lines of `tutti`. It asks `tutti` itself for the words, so that it need
 * not be renewed with it.
 */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}
