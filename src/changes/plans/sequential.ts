/**
 * Tests that may be repeated after every new datapoint and stopped at any time. Each is a bet against "not worse than this": a product of
 * likelihood ratios, averaged over several alternatives. Where the release is not worse, the product is above 1/α in a share α of all
 * releases at the most, however often it is read (Ville's inequality). Netflix guards its releases in this way (Lindon and Malek, "Anytime-Valid
 * Inference for Multinomial Count Data", NeurIPS 2022; Netflix Technology Blog, "Sequential A/B Testing Keeps the World Streaming Netflix",
 * parts 1 and 2). Bets against a composite hypothesis, and mixtures: Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric,
 * nonasymptotic confidence sequences", Annals of Statistics 49 (2021).
 */

/**
 * The chance with which one test calls a release bad that is not, and with which one bound of the usual behaviour is too low. The eight tests of a
 * guard and their bounds add up to 0.8 % of the releases.
 */
const falseAlarm = 5e-4

/** The evidence that decides: 1/α, as a logarithm. */
const decides = -Math.log(falseAlarm)

/** Relative entropy of two shares: the cost, per trial, of an observed share `seen` when `true` holds. */
function divergence(seen: number, actual: number): number {
  const part = (a: number, b: number): number => (a === 0 ? 0 : a * Math.log(a / b))
  return part(seen, actual) + part(1 - seen, 1 - actual)
}

/**
 * The highest share of failures, 0–1, that still explains so many in so many trials with a chance of α (Chernoff's bound). Without
 * trials any share does.
 */
export function highestShare(failures: number, trials: number): number {
  if (trials === 0 || failures >= trials) return 1
  const seen = failures / trials
  let [low, high] = [seen, 1]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (trials * divergence(seen, middle) > decides) high = middle
    else low = middle
  }
  return high
}

/** The logarithm of a sum of numbers that are given as logarithms. */
function sumOfLogs(logs: readonly number[]): number {
  const highest = Math.max(...logs)
  return highest + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - highest), 0))
}

/** So many alternatives share each bet. */
const alternatives = 12

/** Trials that may have failed for one reason, as those of one minute: a dependency that is away for seconds fails many of them. */
export interface Block {
  failures: number
  trials: number
}

/** A trial by itself. */
export const singleTrial = (isFailed: boolean): Block => ({failures: isFailed ? 1 : 0, trials: 1})

/** The most that one block adds to the evidence: it takes two to decide. */
const mostOfBlock = 0.75 * decides

/** Whether more than a share `most` (0–1) of the trials fail. */
export function failsMoreThan(most: number, blocks: readonly Block[]): boolean {
  if (most >= 1 || blocks.length === 0) return false
  // Shares between the highest usual one and all, the more the nearer to it.
  const shares = Array.from({length: alternatives}, (_, i) => most + (1 - most) * ((i + 0.5) / alternatives) ** 2)
  const logs = shares.map(share =>
    blocks.reduce((sum, {failures, trials}) => {
      const evidence = failures * Math.log(share / most) + (trials - failures) * Math.log((1 - share) / (1 - most))
      return sum + Math.min(mostOfBlock, evidence)
    }, 0),
  )
  return sumOfLogs(logs) - Math.log(alternatives) > decides
}

/** Values around a mean that is not known exactly. */
export interface Usual {
  /** The highest mean that still explains the values. */
  highestMean: number
  /** The highest standard deviation that does. */
  highestDeviation: number
}

/** Fewer values than these show no deviation. */
const fewestValues = 5

/** The quantile of the normal distribution at the chance of a false alarm. */
const normalQuantile = 3.29

/**
 * The usual values, from some of them; null where there are too few. Both bounds are those of normal values: with so few, the deviation may be
 * almost twice the one that is seen (chi-square after Wilson and Hilferty, 1931).
 */
export function usualOf(values: readonly number[], leastDeviation: number): Usual | null {
  const n = values.length
  if (n < fewestValues) return null
  const mean = values.reduce((sum, one) => sum + one, 0) / n
  const seen = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1))
  const spread = 2 / (9 * (n - 1))
  const leastChiSquare = Math.max(0.05, 1 - spread - normalQuantile * Math.sqrt(spread)) ** 3
  const highestDeviation = Math.max(leastDeviation, seen / Math.sqrt(leastChiSquare))
  return {highestMean: mean + (normalQuantile * highestDeviation) / Math.sqrt(n), highestDeviation}
}

/** The highest bet on a value above the usual ones, in deviations. */
const highestBet = 3

/**
 * Whether the values lie higher than usual by more than `margin`, from some value on. Each start has a bet of its own; the weights 1/(j(j + 1)) of
 * the starts add up to 1.
 */
export function liesAbove({highestMean, highestDeviation}: Usual, margin: number, values: readonly number[]): boolean {
  const excess = values.map(value => (value - highestMean - margin) / highestDeviation)
  const logs: number[] = []
  let [sum, count] = [0, 0]
  // From the newest value back: the bet of each start is on it and on all that follow.
  for (let start = excess.length; start >= 1; start--) {
    sum += excess[start - 1] ?? 0
    count += 1
    for (let i = 1; i <= alternatives; i++) {
      const bet = (i * highestBet) / alternatives
      logs.push(bet * sum - (count * bet * bet) / 2 - Math.log(alternatives * start * (start + 1)))
    }
  }
  return logs.length > 0 && sumOfLogs(logs) > decides
}
