// Writes docs/commands.md from the commands themselves, and the other pages that are tables of the code.
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {type Command, Plugin} from '@oclif/core'
import type {PJSON} from '@oclif/core/interfaces'
import {awsPagesSource} from './aws-pages.ts'
import {checkReasonsSource} from './check-reasons.ts'
import {checkFiles, checksIndex} from './checks-index.ts'
import {errorsPage} from './errors-page.ts'
import {emit} from './generated.ts'
import {causesPage, checksPage} from './index-pages.ts'

const pjson = JSON.parse(readFileSync('package.json', 'utf8')) as PJSON
const plugin = new Plugin({
  root: fileURLToPath(new URL('../src', import.meta.url)),
  pjson: {...pjson, oclif: {...pjson.oclif, commands: './commands'}},
  isRoot: true,
  ignoreManifest: true,
  errorOnManifestCreate: true,
})
await plugin.load()

const fill = (text: string): string => text.replaceAll('<%= config.bin %>', 'ddbstream')
const cell = (text: string): string => fill(text).replaceAll('|', '\\|')

function flagRow(flag: Command.Flag.Cached): string {
  const value = flag.type === 'option' ? ` ${flag.helpValue ?? flag.name.toUpperCase()}` : ''
  const initial = flag.type === 'option' && flag.default !== undefined ? ` Default: \`${String(flag.default)}\`.` : ''
  const repeated = flag.type === 'option' && flag.multiple ? ' Can be repeated.' : ''
  const needed = flag.required ? ' Required.' : ''
  const words = flag.description ?? ''
  return `| \`--${flag.name}${cell(value)}\` | ${cell(words)}${words.includes('repeated') ? '' : repeated}${needed}${initial} |`
}

function section(command: Command.Cached): string {
  const args = Object.values(command.args)
  const usage = args.map(arg => (arg.required ? arg.name.toUpperCase() : `[${arg.name.toUpperCase()}]`)).join(' ')
  const examples = (command.examples ?? []).map(example => fill(typeof example === 'string' ? example : example.command))
  return [
    `## ddbstream ${[command.id.replaceAll(':', ' '), usage].filter(part => part).join(' ')}`,
    fill([command.summary, command.description].filter(part => part).join('\n\n')).replaceAll(/\n(?=\d )/g, '  \n'),
    args.map(arg => `- \`${arg.name.toUpperCase()}\`: ${fill(arg.description ?? '')}`).join('\n'),
    [
      '| flag | purpose |',
      '|---|---|',
      ...Object.values(command.flags)
        .filter(flag => flag.hidden !== true)
        .map(flagRow),
    ].join('\n'),
    examples.length ? ['```sh', ...examples, '```'].join('\n') : '',
  ]
    .filter(part => part)
    .join('\n\n')
}

const text = `# Commands

Generated from the commands by \`npm run docs\`; do not edit.

stdout carries the result alone; progress, warnings and errors go to stderr. Under \`--json\` an error is a result too:
\`{"error":{"code":"E_…","message":"…","hints":["…"]}}\`. [errors.md](errors.md) lists the codes. The shapes of all JSON are in [schemas/](../schemas).

| exit code | when |
|---|---|
| 0 | healthy, or nothing at or above \`--fail-on\`; a change done and verified; a view, whatever it shows, unless \`--until\` |
| 1 | critical, degraded, or a finding at or above \`--fail-on\`; a watch whose \`--until\` did not come true |
| 2 | wrong usage: unknown command, flag, check, incident or file; a file or a stdout that cannot be written, such as a full disk |
| 3 | undecided: missing evidence could change the verdict, or a view may not read its own evidence |
| 4 | AWS not reachable, no credentials, no such function, no pipeline, or no log |
| 5 | a change failed, or did not stand its guard, and was taken back |
| 6 | a change is half done: \`ddbstream undo\` |
| 7 | refused, nothing was changed: loss, a gap, somebody else's change or lock, no \`--yes\`, no such version, a log query over \`--max-scan-gb\` |
| 70 | a bug of ddbstream |
| 130, 143 | ended by SIGINT, SIGTERM |

Colour: \`NO_COLOR\` turns it off, \`FORCE_COLOR\` on. \`COLUMNS\` sets the width where stdout is no terminal.

${Object.values(plugin.manifest.commands)
  .sort((a, b) => a.id.localeCompare(b.id))
  .map(section)
  .join('\n\n')}
`
emit(
  {
    'docs/commands.md': text,
    'src/checks/index.ts': checksIndex(checkFiles(), readFileSync('src/checks/index.ts', 'utf8')),
    'src/model/report/check-reasons.ts': checkReasonsSource(),
    'docs/errors.md': errorsPage(),
    'src/aws-facts/aws-pages.ts': awsPagesSource(),
    'docs/checks/README.md': checksPage(),
    'docs/causes/README.md': causesPage(),
  },
  'npm run docs',
)
