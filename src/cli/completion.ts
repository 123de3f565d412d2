/** An option as a shell sees it. */
export interface CompletedOption {
  /** `--profile`. */
  readonly long: string;
  /** `-p`. */
  readonly short: string | undefined;
  readonly description: string;
  /** What it takes: nothing, a path, a target, one of some words, or what nobody can guess. */
  readonly takes: 'nothing' | 'path' | 'target' | 'text' | readonly string[];
}

export interface Completed {
  readonly options: readonly CompletedOption[];
  readonly targets: readonly string[];
}

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * The script that has a shell complete the words after `pipeline.ts`, for who starts it with `npx tsx`; other commands
 * of npx and tsx are completed as they were by default.
 */
export const completionScript = (shell: Shell, completed: Completed): string[] =>
  scripts[shell](completed);

const namesOf = ({long, short}: CompletedOption) => [long, ...(short === undefined ? [] : [short])];

/** `'it'\''s'`: one word for a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A branch for each group of options that take the same: the names, and what is done. */
function branches(
  {options, targets}: Completed,
  offer: (words: readonly string[]) => string,
  files: string,
): string[] {
  return options.flatMap((option) => {
    const {takes} = option;
    if (takes === 'nothing') return [];
    const doing =
      takes === 'path'
        ? files
        : takes === 'text'
          ? ':'
          : offer(takes === 'target' ? targets : takes);
    return [`    ${namesOf(option).join('|')}) ${doing}; return ;;`];
  });
}

const bash = (completed: Completed): string[] => {
  const offer = (words: readonly string[]) =>
    `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$word"))`;
  return [
    '_pipeline_ts() {',
    '  local word=${COMP_WORDS[COMP_CWORD]}',
    '  COMPREPLY=()',
    '  [[ " ${COMP_WORDS[*]:0:COMP_CWORD} " == *[\\ /]pipeline.ts\\ * ]] || return',
    '  case ${COMP_WORDS[COMP_CWORD-1]} in',
    ...branches(completed, offer, ':'),
    '  esac',
    '  if [[ $word == -* ]]; then',
    `    ${offer(completed.options.flatMap(namesOf))}`,
    '  else',
    `    ${offer(completed.targets)}`,
    '  fi',
    '}',
    // What is not offered is a file, as ever.
    'complete -o bashdefault -o default -F _pipeline_ts npx tsx',
  ];
};

const zsh = (completed: Completed): string[] => {
  const offer = (words: readonly string[]) => `compadd -- ${words.map(quoted).join(' ')}`;
  const described = completed.options.map(({long, description}) =>
    quoted(`${long}:${description.replaceAll(':', String.raw`\:`)}`),
  );
  return [
    '_pipeline_ts() {',
    '  if [[ " ${words[1,CURRENT-1]} " != *[\\ /]pipeline.ts\\ * ]]; then _default; return; fi',
    '  case ${words[CURRENT-1]} in',
    ...branches(completed, offer, '_files'),
    '  esac',
    '  if [[ $PREFIX == -* ]]; then',
    `    local -a options=(${described.join(' ')})`,
    "    _describe -o 'option' options",
    '  else',
    `    ${offer(completed.targets)}`,
    '  fi',
    '}',
    'compdef _pipeline_ts npx tsx',
  ];
};

/** In fish, a single quote and a backslash in single quotes take a backslash. */
const fishQuoted = (text: string) => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;

const fish = ({options, targets}: Completed): string[] => {
  const complete = 'complete -c npx -c tsx -n __pipeline_ts';
  const values = ({takes}: CompletedOption): string => {
    if (takes === 'nothing') return '';
    if (takes === 'path') return ' -r -F';
    if (takes === 'text') return ' -x';
    return ` -x -a ${fishQuoted((takes === 'target' ? targets : takes).join(' '))}`;
  };
  return [
    'function __pipeline_ts',
    "  string match -qr '(^|[ /])pipeline\\.ts( |$)' -- (commandline -poc | string join ' ')",
    'end',
    ...options.map((option) => {
      const {long, short, description} = option;
      const names = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
      return `${complete} ${names}${values(option)} -d ${fishQuoted(description)}`;
    }),
    `${complete} -f -a ${fishQuoted(targets.join(' '))}`,
  ];
};

const scripts: Readonly<Record<Shell, (completed: Completed) => string[]>> = {bash, zsh, fish};
