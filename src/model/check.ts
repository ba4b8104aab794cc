import type {Given, Moment, Need, Wanted} from './derived/derived.ts'
import type {MappingChange} from './plan/mapping-change.ts'

/** From harmless to urgent. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

export const isAtLeast = (severity: Severity, floor: Severity): boolean => severities.indexOf(severity) >= severities.indexOf(floor)

/** The numbers and names behind a finding: plain JSON, units in the keys. */
export type Facts = Record<string, string | number | boolean | null | string[]>

/** What to do: a sentence that carries its own danger, and the change to make as data or, where it is none of the mapping, as a command to copy. */
export type Fix = ({summary: string; change: MappingChange} | {summary: string; command: string; settings?: SettingChange[]}) & Prospect

/** A setting that a fix changes, in AWS's own name; null where it is not set. */
export interface SettingChange {
  name: string
  before: string | number | boolean | null
  after: string | number | boolean | null
}

/**
 * How much the mapping carries after a fix: as before the lag began, or so many times as much as now. `writesPerMinute`: what is
 * written from then on, where that changes as well. `afterMinutes`: so long nothing moves yet.
 */
export type Carries = {like: 'before'; writesPerMinute?: number; afterMinutes?: number} | {times: number}

/** What comes of a fix, as far as it is known: sentences. */
interface Prospect {
  /** How much the mapping carries once it has worked: `effect` and `drainedAtMs` are told from this. */
  carries?: Carries
  /** What it does to the lag. */
  effect?: string
  /** When the backlog is gone, epoch milliseconds. */
  drainedAtMs?: number
  /** Why it may not end the incident, or why no command does. */
  doubt?: string
}

/** One failing state that a check saw. */
export interface Failure<F extends Facts> {
  facts: F
  fix: Fix | null
  /** In place of the check's, where this failure does less. */
  severity?: Severity
}

export const fail = <F extends Facts>(facts: F, fix: Fix | null = null, severity?: Severity): Failure<F> => ({
  facts,
  fix,
  ...(severity && {severity}),
})

/** The evidence is there but says neither yes nor no. */
export interface Undecidable {
  undecidable: string
}

export const undecidable = (why: string): Undecidable => ({undecidable: why})

/**
 * One step of the guide. `id` names the failing state and is also the name of the file, its test and its page.
 * `run` sees its needs (all of them known) and its wants (each may be missing); it answers the failures it found, none when all is well.
 */
export interface Check<N extends Need = Need, W extends Need = Need, F extends Facts = Facts> {
  id: string
  title: string
  severity: Severity
  /** Why a user should care, in one sentence. */
  why: string
  needs: readonly N[]
  wants?: readonly W[]
  run: (given: Given<N>, wanted: Wanted<W>, moment: Moment) => Failure<F>[] | Undecidable
  say: (facts: F) => string
}

/** A check with its needs and facts forgotten, as the list of all checks holds it. */
export type AnyCheck = Omit<Check, 'run' | 'say'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the list holds checks of different needs; the runner hands over exactly those
  run: (given: any, wanted: any, moment: Moment) => Failure<any>[] | Undecidable
  // biome-ignore lint/suspicious/noExplicitAny: as above
  say: (facts: any) => string
}

export const defineCheck = <const N extends Need, F extends Facts, const W extends Need = never>(check: Check<N, W, F>): Check<N, W, F> =>
  check
