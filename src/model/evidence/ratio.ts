/** A larger value stands for a number that ran away: evidence bounds its own numbers by it, too. */
const most = 1e15

/** a ÷ b, or null where one is not known or the result is no number that can be held or told: evidence files come from anywhere. */
export function ratio(a: number | null | undefined, b: number | null | undefined): number | null {
  if (a == null || b == null) return null
  const value = a / b
  return Math.abs(value) <= most ? value : null
}
