/** A length of time in a query, such as 5m, in milliseconds. */
export interface Period {
  readonly ms: number
}

interface Unit {
  names: readonly string[]
  ms: number
  /** The largest number that CloudWatch Logs takes with this unit; it lowers larger ones silently. */
  cap: number
}

/** "Datetime functions" of the Logs Insights reference, with its caps: bin(300s) really is bin(60s). Weeks and longer are not simulated. */
const units: readonly Unit[] = [
  {names: ['millisecond', 'ms', 'msec'], ms: 1, cap: 1000},
  {names: ['second', 's', 'sec'], ms: 1000, cap: 60},
  {names: ['minute', 'm', 'min'], ms: 60_000, cap: 60},
  {names: ['hour', 'h', 'hr'], ms: 3_600_000, cap: 24},
  {names: ['day', 'd'], ms: 86_400_000, cap: Number.POSITIVE_INFINITY},
]

/** null: no such unit, or not a whole number of one or more. Names of more than one letter have a plural. */
export function periodOf(count: number, unit: string): Period | null {
  const found = units.find(({names}) => names.some(name => unit === name || (name.length > 1 && unit === `${name}s`)))
  return found !== undefined && Number.isInteger(count) && count > 0 ? {ms: Math.min(count, found.cap) * found.ms} : null
}
