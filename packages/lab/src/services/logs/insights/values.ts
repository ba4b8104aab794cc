/** A point in time, which prints as a date. */
export interface Instant {
  readonly ms: number
}

/** The value of a field or an expression; undefined is a field that the event does not have. Conditions are 1 or 0. */
export type Value = string | number | Instant | undefined

export const truth = (holds: boolean): number => (holds ? 1 : 0)

export const isTrue = (value: Value): boolean => value !== undefined && value !== 0 && value !== ''

/** Text that reads as a number is one. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (value === undefined) return undefined
  if (typeof value === 'object') return value.ms
  const number = value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : undefined
}

export function textOf(value: Value): string | undefined {
  if (typeof value === 'string' || value === undefined) return value
  return typeof value === 'number' ? printed(value) : dateText(value.ms)
}

/** `2026-11-23 03:00:00.000`, in UTC. */
const dateText = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace('T', ' ').replace('Z', '') : printed(ms)

/** Computed numbers are shown with four decimals at most. */
const printed = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toFixed(4)))

/** Equal as numbers when one of them is a number, as text otherwise. A missing value equals nothing. */
export function equal(left: Value, right: Value): boolean {
  if (left === undefined || right === undefined) return false
  return typeof left === 'string' && typeof right === 'string' ? left === right : numberOf(left) === numberOf(right)
}

/** Below 0, 0 or above 0 as in sort; NaN when the two cannot be compared. */
export function order(left: Value, right: Value): number {
  const [a, b] = [numberOf(left), numberOf(right)]
  if (a !== undefined && b !== undefined) return a - b
  return typeof left === 'string' && typeof right === 'string' ? (left < right ? -1 : Number(left > right)) : Number.NaN
}

/**
 * The order of `sort … asc` ("natural sorting" in the reference): values that are no numbers before numbers, runs of digits
 * in them by their length and value. Missing values come first.
 */
export function naturalOrder(left: Value, right: Value): number {
  const [a, b] = [numberOf(left), numberOf(right)]
  if (a !== undefined && b !== undefined) return a - b
  if (a !== undefined || b !== undefined) return a === undefined ? -1 : 1
  if (left === undefined || right === undefined) return truth(left !== undefined) - truth(right !== undefined)
  return chunkOrder(chunks(String(left)), chunks(String(right)))
}

const chunks = (text: string): string[] => text.match(/\d+|\D+/g) ?? []

function chunkOrder(left: string[], right: string[]): number {
  for (const [i, a] of left.entries()) {
    const b = right[i]
    if (b === undefined) return 1
    const digits = /^\d/.test(a) && /^\d/.test(b)
    if (digits && a.length !== b.length) return a.length - b.length
    if (a !== b) return a < b ? -1 : 1
  }
  return left.length - right.length
}
