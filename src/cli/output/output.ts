import {resolve} from 'node:path'
import type {Report} from '../../model/report/report.ts'
import {UserError} from '../../model/user-error.ts'
import {jsonPieces, reportWithoutSeries} from '../../reports/formats/json.ts'
import {type FormatName, formats} from '../../reports/index.ts'
import {didYouMean} from '../../text/closest.ts'
import {printPieces} from '../terminal/stdio.ts'
import {fileStyle, styleFor} from '../terminal/terminal-style.ts'
import {appendText, checkWritable, writeWhole} from './files.ts'
import {failureOf} from './try-write.ts'

/** One form of the result: to a file, or to stdout when `file` is null. */
export interface Output {
  format: FormatName
  file: string | null
}

/** How much a report holds: all findings for people, and the age of each minute for programs. */
interface Detail {
  verbose: boolean
  series: boolean
}

/** The formats that hold the ages of all minutes, if they are requested. */
const withSeries: readonly FormatName[] = ['json', 'ndjson']

export const formatNames = Object.keys(formats) as FormatName[]

const wrong = (message: string, hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** `--format` (repeated) and `--json`; stdout gets the human form when nothing else is meant for it. `save` and `baseline` are files that are taken. */
export function planOutputs(formatted: readonly Output[], json: boolean, save?: string, baseline?: string): Output[] {
  const outputs = [...formatted, ...(json ? [{format: 'json', file: null} satisfies Output] : [])]
  const onStdout = new Set(outputs.filter(output => output.file === null).map(output => output.format))
  if (onStdout.size > 1)
    throw wrong(`stdout can take one format, not ${[...onStdout].join(' and ')}.`, [
      'Write the others to files: `--format json=report.json`.',
    ])
  const files = [save ?? null, ...outputs.map(output => output.file)].filter(file => file !== null).map(file => resolve(file))
  const taken = baseline === undefined ? files : [...files, resolve(baseline)]
  if (new Set(taken).size < taken.length)
    throw wrong(`Two results${baseline === undefined ? '' : ', or a result and the baseline,'} are meant for the same file.`, [])
  files.forEach(checkWritable)
  const toFiles = outputs.filter(output => output.file !== null)
  return [...toFiles, {format: [...onStdout][0] ?? 'human', file: null}]
}

/** Reads `NAME[=FILE]`. */
export function parseFormat(text: string): Output {
  const at = text.indexOf('=')
  const name = at < 0 ? text : text.slice(0, at)
  const format = formatNames.find(known => known === name)
  if (!format)
    throw new UserError('E_UNKNOWN_FORMAT', `There is no format "${name}".`, [
      ...didYouMean(name, formatNames),
      `Formats: ${formatNames.join(', ')}.`,
    ])
  if (at >= 0 && !text.slice(at + 1)) throw wrong(`--format ${text} names no file.`, [`Write \`--format ${name}=FILE\`.`])
  return {format, file: at < 0 ? null : text.slice(at + 1)}
}

function* withNewline(pieces: Iterable<string>): Generator<string> {
  yield* pieces
  yield '\n'
}

/**
 * Writes the report to its files first, then to stdout. With the format github, its step gets the summary too. A disk that is full
 * hides no diagnosis: a file that cannot be written is told on stderr, and the exit code of the first comes back at the end, or null.
 */
export async function writeReport(
  report: Report,
  outputs: readonly Output[],
  {verbose, series}: Detail,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number | null> {
  const failures: (number | null)[] = []
  for (const {format, file} of outputs) {
    const style = file === null ? styleFor(process.stdout, environment, verbose) : fileStyle(verbose)
    const own = series || !withSeries.includes(format) ? report : reportWithoutSeries(report)
    const pieces = format === 'json' ? jsonPieces(own) : [formats[format](own, style)]
    if (file === null) await printPieces(pieces)
    else failures.push(failureOf(() => writeWhole(file, withNewline(pieces))))
  }
  const summary = environment.GITHUB_STEP_SUMMARY
  if (summary && outputs.some(({format}) => format === 'github'))
    failures.push(failureOf(() => appendText(summary, `${formats.markdown(report, fileStyle(verbose))}\n`)))
  return failures.find(failure => failure !== null) ?? null
}
