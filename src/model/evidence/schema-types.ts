import {z} from 'zod'

// The bounds refuse a damaged file before its numbers exceed a Date, a sum or the memory, and settings that AWS cannot have.
// Where AWS may raise a limit there is none here.

export const instant = z.number().min(Date.UTC(2000, 0)).max(Date.UTC(2200, 0)).describe('epoch milliseconds, of the years 2000 to 2199')
export const most = 1e15

const atLeast = (least: number) => z.int().min(least).max(most)

/** Something counted or calculated. */
export const amount = z.number().min(0).max(most)
/** A whole number in AWS's answers. */
export const whole = atLeast(0)
/** A whole number that is one at the least. */
export const positive = atLeast(1)
/** The same where -1 has a meaning of its own. */
export const wholeOrMinusOne = atLeast(-1)
