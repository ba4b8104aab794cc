/** The chance of at least so many events where `expected` are expected and each comes by itself (Poisson). */
export function chanceOfAtLeast(events: number, expected: number): number {
  if (events <= 0) return 1
  if (expected <= 0) return 0
  // Far out the sum below would need many terms, and the normal distribution is as good.
  if (expected > 500) return normalTail((events - 0.5 - expected) / Math.sqrt(expected))
  let term = Math.exp(-expected)
  let below = 0
  for (let k = 0; k < events; k++) {
    below += term
    term *= expected / (k + 1)
  }
  return Math.max(0, 1 - below)
}

/** Abramowitz and Stegun 26.2.17: right to 1e-7, more than a guard needs. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  const t = 1 / (1 + 0.231_641_9 * z)
  const polynomial = t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial
}
