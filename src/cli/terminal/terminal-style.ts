import type {Style} from '../../reports/text/style.ts'

/** The parts of stdout and the environment that decide how a report looks. */
export interface Terminal {
  isTTY?: boolean | undefined
  columns?: number | undefined
}

type Environment = Record<string, string | undefined>

const defaultColumns = 80
/** Below this width tables and times no longer fit; the terminal wraps instead. */
const fewestColumns = 40

function columnsOf(terminal: Terminal, environment: Environment): number {
  const told = Number(environment.COLUMNS)
  const columns = (terminal.isTTY && terminal.columns) || (Number.isInteger(told) && told > 0 ? told : defaultColumns)
  return Math.max(fewestColumns, columns)
}

/** FORCE_COLOR decides before NO_COLOR (https://no-color.org), and both before the terminal's own kind. */
function hasColour(terminal: Terminal, environment: Environment): boolean {
  const forced = environment.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (environment.NO_COLOR) return false
  return terminal.isTTY === true && environment.TERM !== 'dumb'
}

/** Unicode unless a locale is set that is not UTF-8, or the terminal is the Linux console. */
function hasUnicode(environment: Environment): boolean {
  if (environment.TERM === 'linux' || environment.TERM === 'dumb') return false
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG
  return !locale || /utf-?8/i.test(locale)
}

/** How to write for this terminal (or file, when it is none). */
export const styleFor = (terminal: Terminal, environment: Environment, verbose: boolean): Style => ({
  columns: columnsOf(terminal, environment),
  colour: hasColour(terminal, environment),
  unicode: hasUnicode(environment),
  verbose,
})

/** How to write into a file: as for a terminal of 80 columns, without colour. */
export const fileStyle = (verbose: boolean): Style => ({columns: defaultColumns, colour: false, unicode: true, verbose})
