import type {Thresholds} from '../aws-facts/thresholds.ts'
import type {Severity} from './check.ts'

/** The required value of a setting of a mapping or function: `is` this, one of these, within bounds, or simply there (or not). */
export interface Assertion {
  is?: string | number | boolean | undefined
  oneOf?: readonly (string | number | boolean)[] | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
  present?: boolean | undefined
}

/** A failing check or a cause that somebody has set aside for a time. */
export interface Mute {
  /** A pattern for names of functions. */
  function: string
  /** The check, or the cause. */
  check: string
  owner: string
  reason: string
  /** The last day on which it is muted: `2026-12-31`, in UTC. */
  until: string
}

/** The settings of the configuration for one function. */
export interface Settings {
  thresholds: Thresholds
  /** By check: not run, run, or run with another severity. A check that is not named is on. */
  checks: Readonly<Record<string, 'on' | 'off' | Severity>>
  /** By the name of the setting, as AWS writes it. */
  assert: Readonly<Record<string, Assertion>>
  /** Those whose time has come, too. */
  mutes: readonly Mute[]
}

/** Whether the mute still holds; the day is that of AWS's clock. */
export const isActive = ({until}: Mute, today: string): boolean => today <= until

/** Who has muted this check or cause today, as a report tells it. */
export function mutedBy(id: string, mutes: readonly Mute[], today: string): Pick<Mute, 'owner' | 'reason' | 'until'> | null {
  const mute = mutes.find(one => one.check === id && isActive(one, today))
  return mute === undefined ? null : {owner: mute.owner, reason: mute.reason, until: mute.until}
}
