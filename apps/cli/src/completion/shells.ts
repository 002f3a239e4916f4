import type { Candidate } from "./candidate.js";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** The word the scripts call the program with. It is no command: nobody types it. */
export const COMPLETE = "__complete";

/** Exit code that asks the shell for the names of files. */
export const FILES = 3;

/** One line per candidate, as zsh's `_describe` and fish understand it. */
export function describedLine(shell: "zsh" | "fish", { value, meaning }: Candidate): string {
  if (shell === "fish") return meaning === "" ? value : `${value}\t${meaning}`;
  const escaped = value.replace(/[\\:]/g, "\\$&");
  return meaning === "" ? escaped : `${escaped}:${meaning}`;
}

const BASH = `# bash completion of testio-mcp
_testio_mcp() {
  local found line
  COMPREPLY=()
  found=$(command testio-mcp ${COMPLETE} bash "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  if [[ $? -eq ${FILES} ]]; then
    compopt -o default 2>/dev/null
    return
  fi
  while IFS= read -r line; do
    [[ -n $line ]] && COMPREPLY+=("$line")
  done <<<"$found"
  compopt -o nosort 2>/dev/null
  [[ \${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _testio_mcp testio-mcp
`;

const ZSH = `#compdef testio-mcp
# zsh completion of testio-mcp
_testio_mcp() {
  local answer
  local -a found space
  answer="$(command testio-mcp ${COMPLETE} zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)"
  if (( $? == ${FILES} )); then
    compset -P '-*='
    _files
    return
  fi
  found=("\${(@f)answer}")
  [[ -n $answer ]] || return 1
  [[ $found[1] == *= ]] && space=(-S '')
  _describe -V testio-mcp found -U "\${space[@]}"
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then
  _testio_mcp "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _testio_mcp testio-mcp
fi
`;

const FISH = `# fish completion of testio-mcp
function __testio_mcp_complete
    set -l words (commandline -opc)
    # A quotation mark may still be open.
    set -l raw (commandline -ct)
    set -l typed (string unescape -- "$raw"; or string unescape -- "$raw\\""; or string unescape -- "$raw'")
    set -l found (command testio-mcp ${COMPLETE} fish $words[2..-1] "$typed" 2>/dev/null)
    if test $status -eq ${FILES}
        __fish_complete_path (commandline -ct)
    else if set -q found[1]
        printf '%s\\n' $found
    end
end
complete -c testio-mcp -f -k -a '(__testio_mcp_complete)'
`;

/** What a shell has to read to complete the program's command lines. */
export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** How to get it read each time, and how to take that back. */
export const INSTRUCTIONS: Readonly<Record<Shell, readonly string[]>> = {
  bash: [
    "To have it in every new shell, add this line to ~/.bashrc (on macOS ~/.bash_profile); to undo that, remove it:",
    '  eval "$(testio-mcp completion bash)"',
  ],
  zsh: [
    "To have it in every new shell, add this line to ~/.zshrc, behind compinit if it is there; to undo that, remove it:",
    '  eval "$(testio-mcp completion zsh)"',
  ],
  fish: [
    "To have it in every new shell, write it where fish looks for it; to undo that, delete the file:",
    "  testio-mcp completion fish > ~/.config/fish/completions/testio-mcp.fish",
  ],
};
