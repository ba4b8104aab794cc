import type {ConfigCheck, ConfigShow} from '../../model/views/configuration.ts'
import {functionLabel} from '../../text/function-label.ts'
import {count} from '../../text/units.ts'
import {table} from '../text/columns.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {hang, wrap} from '../text/wrap.ts'
import {gapLines} from '../watch/iterator-age.ts'

/** "ddbstream.config.yaml is valid: 2 thresholds, 1 rule, 1 mute." */
export function configCheckText(report: ConfigCheck, style: Style): string {
  const page = pageOf(style)
  const parts = [
    count(report.thresholds, 'threshold'),
    count(report.checks, 'check'),
    count(report.assertions, 'assertion'),
    count(report.rules, 'rule'),
    count(report.mutes, 'mute'),
    count(report.notifications, 'notification'),
  ].filter(part => !part.startsWith('0 '))
  return [
    ...wrap(
      page.text(`${report.file} is valid: ${parts.length === 0 ? 'it sets nothing, and every default applies' : parts.join(', ')}.`),
      page.prose,
    ),
    ...report.expiredMutes.map(from => page.ink.yellow(page.text(`${from}: this mute has expired.`))),
  ].join('\n')
}

/** The entries that apply to each pipeline of a function, each with its line. */
export function configShowText({file, pipelines, missing}: ConfigShow, style: Style): string {
  const page = pageOf(style)
  const head = file === null ? 'No configuration file: every default applies. `ddbstream init` writes one.' : `Configuration: ${file}`
  return [wrap(page.text(head), page.prose), ...pipelines.flatMap(pipeline => pipelineBlocks(pipeline, page)), gapLines(missing, page)]
    .filter(block => block.length > 0)
    .map(block => block.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')
}

type Shown = ConfigShow['pipelines'][number]

function pipelineBlocks(pipeline: Shown, page: Page): string[][] {
  const {function: name, qualifier, table: tableName, region, account} = pipeline
  const title = `${functionLabel(name, qualifier)} ${page.glyphs.from} ${tableName ?? 'unknown table'}`
  const tags = Object.entries(pipeline.tags ?? {}).map(([key, value]) => `${key}=${value}`)
  const where = [region, `account ${account ?? 'unknown'}`, ...(tags.length === 0 ? [] : [`tags ${tags.join(', ')}`])]
  return [
    [
      ...wrap(page.text(title), page.prose).map(line => page.ink.bold(line)),
      ...wrap(page.text(where.join(` ${page.glyphs.dot} `)), page.prose).map(line => page.ink.dim(line)),
    ],
    section('Rules that match, the last one decides', ruleRows(pipeline.rules), page),
    section('Not known whether these match: they are not applied', ruleRows(pipeline.undecided), page, page.ink.magenta),
    thresholdLines(pipeline, page),
    section(
      'Checks',
      pipeline.checks.map(({check, set, from}) => [check, set, placed(from)]),
      page,
    ),
    section('Assertions', pipeline.assertions.map(assertionRow), page),
    section('Mutes', pipeline.mutes.map(muteRow), page),
  ]
}

const placed = (from: string): string => `(${from})`

const ruleRows = (rules: Shown['rules']): string[][] => rules.map(({match, from}) => [match, placed(from)])

/** The moved thresholds; the others are counted, and shown under --verbose. */
function thresholdLines({thresholds}: Shown, page: Page): string[] {
  const moved = thresholds.filter(({from}) => from !== null)
  const shown = page.style.verbose ? thresholds : moved
  const rest = thresholds.length - shown.length
  const rows = shown.map(({name, value, default: initial, from}) => [
    name,
    from === null ? `${value}` : `${value} (default ${initial})`,
    from === null ? '(default)' : placed(from),
  ])
  return [
    ...section('Thresholds', rows, page),
    ...(rest === 0
      ? []
      : [page.ink.dim(`${count(rest, moved.length === 0 ? 'threshold' : 'other threshold')} with the default: --verbose`)]),
  ]
}

function assertionRow({setting, required, severity, message, from}: Shown['assertions'][number]): string[] {
  const conditions = Object.entries(required).map(([name, value]) => `${name} ${[value].flat().join(' or ')}`)
  return [setting, `${conditions.join(', ')}; severity ${severity}${message === null ? '' : `; ${message}`}`, placed(from)]
}

const muteRow = ({check, owner, reason, until, active, from}: Shown['mutes'][number]): string[] => [
  check,
  `by ${owner} until ${until}: ${reason}${active ? '' : ', expired'}`,
  placed(from),
]

/** Rows under a title; the place in the file comes last. */
function section(title: string, rows: readonly string[][], page: Page, paint: (text: string) => string = text => text): string[] {
  if (rows.length === 0) return []
  const clean = rows.map(row => row.map(page.text))
  return [
    ...hang('', page.ink.bold(title), page.prose),
    ...table(
      clean.map(([name = '', ...rest]) => ({cells: [name], text: rest.join(' '), paint})),
      page,
    ),
  ]
}
