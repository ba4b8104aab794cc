/** a ÷ b, or null where one is not known or the result is no number that JSON can hold: evidence files come from anywhere. */
export function ratio(a: number | null | undefined, b: number | null | undefined): number | null {
  if (a == null || b == null) return null
  const value = a / b
  return Number.isFinite(value) ? value : null
}
