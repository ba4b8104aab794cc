import type {Given, Moment, Need, Wanted} from './derived/derived.ts'
import type {MappingChange} from './plan/mapping-change.ts'

/** From harmless to urgent. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

export const isAtLeast = (severity: Severity, floor: Severity): boolean => severities.indexOf(severity) >= severities.indexOf(floor)

/** The numbers and names behind a finding: plain JSON, units in the keys. */
export type Facts = Record<string, string | number | boolean | null | string[]>

/** A change of the mapping as data or, where it is none, a command to copy. */
export type Remedy = {change: MappingChange} | {command: string; settings?: SettingChange[]}

/** A step to take: a remedy, and a sentence that carries its danger. */
export type Fix = Remedy & {summary: string} & Prospect

/** A setting that a fix changes, in AWS's own name; null where it is not set. */
export interface SettingChange {
  name: string
  before: string | number | boolean | null
  after: string | number | boolean | null
}

/**
 * How much the mapping carries after a fix: as before the lag began, or so many times as much as now. `writesPerMinute`: the
 * writes from then on, where they change as well. `afterMinutes`: so long nothing moves yet.
 */
export type Carries = {like: 'before'; writesPerMinute?: number; afterMinutes?: number} | {times: number}

/** The outcome of a fix, as far as it is known: sentences. */
interface Prospect {
  /** How much the mapping carries once it has worked: `effect` and `drainedAtMs` are told from this. */
  carries?: Carries
  /** Its effect on the lag. */
  effect?: string
  /** When the backlog is gone, epoch milliseconds. */
  drainedAtMs?: number
  /** Why it may not end the incident, or why no command does. */
  doubt?: string
}

/** No values beside the facts. */
type NoValues = Record<never, never>

/** A fix whose summary is the check's own `text.fix`. `values`: the values of that sentence beside the facts. */
export type OwnFix<V extends Facts = NoValues> = Remedy & {values?: V}

/** One failing state that a check saw. `V` is `never` where no fix takes its summary from the check. */
export interface Failure<F extends Facts, V extends Facts = never> {
  facts: F
  fix: Fix | OwnFix<V> | null
  /** In place of the check's, where this failure does less. */
  severity?: Severity
}

export function fail<F extends Facts>(facts: F, fix?: Fix | null, severity?: Severity): Failure<F>
export function fail<F extends Facts, V extends Facts = NoValues>(facts: F, fix: Fix | OwnFix<V> | null, severity?: Severity): Failure<F, V>
export function fail<F extends Facts, V extends Facts>(facts: F, fix: Fix | OwnFix<V> | null = null, severity?: Severity): Failure<F, V> {
  return {facts, fix, ...(severity && {severity})}
}

/** The evidence is there but says neither yes nor no. */
export interface Undecidable {
  undecidable: string
}

export const undecidable = (why: string): Undecidable => ({undecidable: why})

/**
 * All sentences of a check, apart from its logic: `npm run texts` prints them. Its functions have no logic beyond the choice of a
 * sentence. `V`: the values of its fixes beside the facts.
 */
interface CheckText<F extends Facts, V extends Facts> {
  /** The failing state in a few words. */
  title: string
  /** Why a user should care, in one sentence. */
  why: string
  /** The finding, with its numbers. */
  found: (facts: F) => string
  /** The steps to take, with their side effects. Absent where each fix has its summary from `src/advice`, or the check has none. */
  fix?: (facts: F & V) => string
}

/**
 * One step of the guide. `id` names the failing state and is also the name of the file, its test and its page.
 * `run` sees its needs (all of them known) and its wants (each may be missing); it answers the failures it found, none when all is well.
 * `text` comes after `run`, so that the types of its facts are those that `run` gives.
 */
export interface Check<N extends Need = Need, W extends Need = Need, F extends Facts = Facts, V extends Facts = Facts> {
  id: string
  severity: Severity
  needs: readonly N[]
  wants?: readonly W[]
  run: (given: Given<N>, wanted: Wanted<W>, moment: Moment) => Failure<F, V>[] | Undecidable
  text: CheckText<F, V>
}

/** A check with its needs and facts forgotten, as the list of all checks holds it. */
export type AnyCheck = Omit<Check, 'run' | 'text'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the list holds checks of different needs; the runner hands over exactly those
  run: (given: any, wanted: any, moment: Moment) => Failure<any, any>[] | Undecidable
  text: {title: string; why: string; found: (facts: never) => string; fix?: (facts: never) => string}
}

export const defineCheck = <const N extends Need, F extends Facts, V extends Facts = never, const W extends Need = never>(
  check: Check<N, W, F, V>,
): Check<N, W, F, V> => check
