import type {Command} from '@oclif/core'

const fill = (text: string): string => text.replaceAll('<%= config.bin %>', 'ddbstream')
const cell = (text: string): string => fill(text).replaceAll('|', '\\|')

/** Before a line such as `0  done`: Markdown joins lines that two blanks do not end. */
const tableLine = /\n(?=[\w-]+ {2,}\S)/g

/** A flag that this many commands have in the same words stands in the table of the shared flags. */
const leastShared = 3

const rowOf = (flag: Command.Flag.Cached): string => {
  const value = flag.type === 'option' ? ` ${flag.helpValue ?? flag.name.toUpperCase()}` : ''
  const initial = flag.type === 'option' && flag.default !== undefined ? ` Default: \`${String(flag.default)}\`.` : ''
  const repeated = flag.type === 'option' && flag.multiple ? ' Can be repeated.' : ''
  const needed = flag.required ? ' Required.' : ''
  const words = flag.description ?? ''
  return `| \`--${flag.name}${cell(value)}\` | ${cell(words)}${words.includes('repeated') ? '' : repeated}${needed}${initial} |`
}

const rowsOf = (command: Command.Cached): {name: string; row: string}[] =>
  Object.values(command.flags)
    .filter(flag => flag.hidden !== true)
    .map(flag => ({name: flag.name, row: rowOf(flag)}))

const table = (rows: readonly string[]): string => (rows.length === 0 ? '' : ['| flag | purpose |', '|---|---|', ...rows].join('\n'))

function section(command: Command.Cached, shared: readonly string[]): string {
  const args = Object.values(command.args)
  const usage = args.map(arg => (arg.required ? arg.name.toUpperCase() : `[${arg.name.toUpperCase()}]`)).join(' ')
  const examples = (command.examples ?? []).map(example => fill(typeof example === 'string' ? example : example.command))
  const rows = rowsOf(command)
  const others = rows.filter(({row}) => shared.includes(row)).map(({name}) => `\`--${name}\``)
  return [
    `## ddbstream ${[command.id.replaceAll(':', ' '), usage].filter(part => part).join(' ')}`,
    fill([command.summary, command.description].filter(part => part).join('\n\n')).replaceAll(tableLine, '  \n'),
    args.map(arg => `- \`${arg.name.toUpperCase()}\`: ${fill(arg.description ?? '')}`).join('\n'),
    table(rows.map(({row}) => row).filter(row => !shared.includes(row))),
    others.length > 0 ? `[Shared flags](#shared-flags): ${others.join(', ')}.` : '',
    examples.length > 0 ? ['```sh', ...examples, '```'].join('\n') : '',
  ]
    .filter(part => part)
    .join('\n\n')
}

/** docs/commands.md: every command with its flags; those that several commands share stand once. */
export function commandsPage(commands: readonly Command.Cached[]): string {
  const ordered = [...commands].sort((a, b) => a.id.localeCompare(b.id))
  const all = ordered.flatMap(command => rowsOf(command).map(({row}) => row))
  const shared = [...new Set(all)].filter(row => all.filter(one => one === row).length >= leastShared)
  return `# Commands

Generated from the commands by \`npm run docs\`; do not edit.

stdout carries the result alone; progress, warnings and errors go to stderr. Under \`--json\` an error is a result too:
\`{"error":{"code":"E_…","message":"…","hints":["…"]}}\`. [errors.md](errors.md) lists the codes, and [verdicts.md](verdicts.md#exit-codes) the exit codes. The shapes of all JSON are in [schemas/](../schemas).

Colour: \`NO_COLOR\` turns it off, \`FORCE_COLOR\` on. \`COLUMNS\` sets the width where stdout is no terminal.

## Shared flags
Flags of several commands. Each command lists the ones that it has.

${table(shared)}

${ordered.map(command => section(command, shared)).join('\n\n')}
`
}
