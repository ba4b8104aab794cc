import type {Thresholds} from '../aws-facts/thresholds.ts'
import type {Severity} from './check.ts'

/** The required value of a setting of a mapping or function: `is` this, one of these, within bounds, or simply there (or not). */
export interface Assertion {
  is?: string | number | boolean | undefined
  oneOf?: readonly (string | number | boolean)[] | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
  present?: boolean | undefined
  /** In place of high, or of the severity of all assertions. */
  severity?: Severity | undefined
  /** A sentence of the user's own, printed after the values. */
  message?: string | undefined
}

type OneOrMore<T> = T | readonly T[]

/** Properties of a pipeline: all that are given must fit. In a list any entry may; `*` stands for any letters and `?` for one. */
export interface Criteria {
  function?: OneOrMore<string> | undefined
  table?: OneOrMore<string> | undefined
  /** Tags of the function. */
  tag?: Readonly<Record<string, OneOrMore<string | number | boolean>>> | undefined
  /** The CloudFormation stack of the function, by the tag that CloudFormation sets. */
  stack?: OneOrMore<string> | undefined
  account?: OneOrMore<string> | undefined
  region?: OneOrMore<string> | undefined
}

/** Which pipelines a rule or a mute is for: a pattern for names of functions, criteria, or a list of them of which any may fit. */
export type Match = OneOrMore<string | Criteria>

/** Where an entry of the configuration stands: `ddbstream.config.yaml:12`. */
export type Place = string

/** A failing check or a cause that somebody has set aside for a time. */
export interface Mute {
  match: Match
  /** The check, or the cause. */
  check: string
  owner: string
  reason: string
  /** The last day on which it is muted: `2026-12-31`, in UTC. */
  until: string
  from: Place
}

/** A rule of `functions` that matches. */
export interface MatchedRule {
  match: Match
  from: Place
}

/** The settings of the configuration for one pipeline. */
export interface Settings {
  thresholds: Thresholds
  /** Where those stand that the configuration moves. */
  thresholdsFrom: Readonly<Partial<Record<keyof Thresholds, Place>>>
  /** By check: not run, run, or run with another severity. A check that is not named is on. */
  checks: Readonly<Record<string, {set: 'on' | 'off' | Severity; from: Place}>>
  /** By the name of the setting, as AWS writes it. */
  assert: Readonly<Record<string, Assertion & {from: Place}>>
  /** Those whose time has come, too. */
  mutes: readonly Mute[]
  rules: readonly MatchedRule[]
  /** Rules and mutes of which it is unknown whether they match: a property of the pipeline could not be read. */
  undecided: readonly MatchedRule[]
}

/** Whether the mute still holds; the day is that of AWS's clock. */
export const isActive = ({until}: Pick<Mute, 'until'>, today: string): boolean => today <= until

/** Who has muted this check or cause today, as a report tells it. */
export function mutedBy(id: string, mutes: readonly Mute[], today: string): Pick<Mute, 'owner' | 'reason' | 'until'> | null {
  const mute = mutes.find(one => one.check === id && isActive(one, today))
  return mute === undefined ? null : {owner: mute.owner, reason: mute.reason, until: mute.until}
}
