import type {MappingReport, MappingsReport, SettingAdvice} from '../../model/views/mappings.ts'
import {functionLabel} from '../../text/function-label.ts'
import {count} from '../../text/units.ts'
import {shellLines} from '../doctor/fix-lines.ts'
import {type Row, table} from '../text/columns.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {hang, wrap} from '../text/wrap.ts'
import {gapLines} from '../watch/iterator-age.ts'

/** So few mappings are shown with all their settings. */
const fewMappings = 3

/** Every mapping with its settings beside the recommended values, and the reasons under --verbose. Of many mappings only the settings that do not fit are shown. */
export function mappingsText(report: MappingsReport, style: Style): string {
  const page = pageOf(style)
  const all = report.mappings.length <= fewMappings || style.verbose
  const blocks = report.mappings.map(mapping => [
    ...title(mapping, page),
    ...settingLines(mapping, all, page),
    ...findingLines(mapping, page),
  ])
  const legend = blocks.length === 0 ? [] : legendLines(page)
  return [...blocks, legend, gapLines(report.missing, page)]
    .filter(block => block.length > 0)
    .map(block => block.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')
}

const legendLines = (page: Page): string[] => [
  page.ink.dim('=  recommended value   !  another value is recommended'),
  ...(page.style.verbose ? [] : [page.ink.dim('The reasons, and when not to change a setting: --verbose')]),
]

function title({function: name, qualifier, table: tableName, mapping, state}: MappingReport, page: Page): string[] {
  const target = functionLabel(name, qualifier)
  const text = `${target} ${page.glyphs.from} ${tableName ?? 'unknown table'}`
  return [
    ...wrap(page.text(text), page.prose).map(line => page.ink.bold(line)),
    ...wrap(page.text(`${mapping} ${page.glyphs.dot} ${state}`), page.prose).map(line => page.ink.dim(line)),
  ]
}

const printed = ({value}: SettingAdvice): string => {
  if (value === null) return 'not set'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : count(value.length, 'value')
  return String(value)
}

/** Values that are long stand in the text. */
const longest = 14

function settingLines({advice}: MappingReport, all: boolean, page: Page): string[] {
  const shown = advice.filter(({fits}) => all || fits === false)
  if (shown.length === 0) return ['  Every checked setting has its recommended value.']
  return table(shown.map(page.style.verbose ? setting => reasonRow(setting, page) : setting => valueRow(setting, page)), page)
}

const signOf = ({fits}: SettingAdvice): string => (fits === false ? '!' : fits === true ? '=' : ' ')

const paintOf = ({fits}: SettingAdvice, page: Page): Row['paint'] =>
  fits === false ? page.ink.yellow : fits === true ? page.ink.green : page.ink.reset

/** The value, and the recommended one where it differs. */
function valueRow(setting: SettingAdvice, page: Page): Row {
  const value = Array.isArray(setting.value) && setting.value.length > 0 ? setting.value.join(', ') : printed(setting)
  const wanted = setting.fits === false ? `; recommended: ${setting.should}` : ''
  return {cells: [signOf(setting), setting.setting], text: page.text(`${value}${wanted}`), paint: paintOf(setting, page)}
}

/** The same with the reason. */
function reasonRow(setting: SettingAdvice, page: Page): Row {
  const value = printed(setting)
  const short = value.length <= longest && !Array.isArray(setting.value)
  const long = short ? '' : `${Array.isArray(setting.value) && setting.value.length > 0 ? setting.value.join(', ') : value}. `
  return {
    cells: [signOf(setting), setting.setting, page.text(short ? value : '')],
    text: page.text(`${long}${setting.fits === false ? `Should be ${setting.should}. ` : ''}${setting.why}`),
    paint: paintOf(setting, page),
  }
}

/** The rows of the settings say these already. */
const saidByRows = ['unbounded-retries', 'missing-failure-destination', 'no-bisect', 'processing-problem']

function findingLines({findings}: MappingReport, page: Page): string[] {
  const shown = findings.filter(({check}) => page.style.verbose || !saidByRows.includes(check))
  return shown.flatMap(({severity, check, summary, fix}) => [
    ...hang(`  ${page.ink.bold(severity)} `, page.text(`${check}: ${summary}`), page.prose),
    ...(fix && page.style.verbose ? [...hang('    ', page.text(fix.summary), page.prose), ...shellLines(fix.command, page)] : []),
  ])
}
