/** A seeded stream of randomness. Streams are split by name, so that a draw added to one does not shift the others. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** A whole number, low and high included. */
  whole(low: number, high: number): number
  /** Between low and high, evenly over the orders of magnitude. */
  logBetween(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
  /** Standard normal. */
  normal(): number
  /** Poisson with this mean; normal approximation above 30. */
  poisson(mean: number): number
  /** Version 4 UUID. */
  uuid(): string
}

/** Mixes two 32-bit integers into an evenly spread unsigned one (the finaliser of MurmurHash3). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h ^= h >>> 16
  h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f)
  return (h ^ (h >>> 14)) >>> 0
}

/** An unsigned 32-bit hash of the seed and the names. */
export function hashOf(seed: number, ...names: (string | number)[]): number {
  let h = mix(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0)
  for (const name of names) {
    const text = String(name)
    for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i))
    h = mix(h, 0x5bd1e995)
  }
  return h
}

/** The small fast counting generator (sfc32, PractRand), warmed up. */
function sfc32(key: number): () => number {
  let a = mix(key, 1)
  let b = mix(key, 2)
  let c = mix(key, 3)
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

function poissonOf(mean: number, next: () => number, normal: () => number): number {
  if (mean <= 0) return 0
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > floor; product *= next()) count++
  return count
}

function uuidOf(next: () => number): string {
  const hex = Array.from({length: 4}, () =>
    Math.floor(next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The stream of randomness of this seed and these names. */
export function randomOf(seed: number, ...names: (string | number)[]): Random {
  const next = sfc32(hashOf(seed, ...names))
  const between = (low: number, high: number) => low + next() * (high - low)
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    between,
    whole,
    logBetween: (low, high) => low * (high / low) ** next(),
    pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T,
    chance: probability => next() < probability,
    normal,
    poisson: mean => poissonOf(mean, next, normal),
    uuid: () => uuidOf(next),
  }
}
