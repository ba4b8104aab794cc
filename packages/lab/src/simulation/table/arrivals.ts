import {mix} from '../engine/random.ts'

/** DynamoDB's ceiling for one partition: 1,000 write units a second (DynamoDB Developer Guide, "Partitions"). */
export const partitionWriteUnits = 1000

/** How far ahead writes are drawn, in seconds, where nothing else can write. */
const foreseenSeconds = 64

/**
 * The writes to one partition, counted per second and never per record. Seconds are numbered from the start of the
 * simulation; record `index` is the index-th record of the partition since then. The moment of a record within its second is a
 * pure function of its place, so nothing is stored for it.
 */
export interface Arrivals {
  /** Records written before or at this offset (ms since the start). */
  countBy(offsetMs: number): number
  /** The second in which this record is written, searched from `hint` on; `limit` when that is later than `limit`. */
  secondOf(index: number, hint: number, limit: number): number
  /** The offset (ms) of the record `index` in `second`. */
  offsetIn(index: number, second: number): number
  /** Writes that were refused in [from, to) seconds because they went over the partition's ceiling. */
  throttledIn(from: number, to: number): number
  /** Writes that nobody foresaw: they go into the first second that is not drawn yet. */
  write(records: number): void
}

/**
 * @param writesIn draws the writes of a second, where so much is to be expected.
 * @param rateAt records per second that writers want to write to this partition in a second.
 * @param foreseen whether all writes come from `rateAt`; if not, no second is drawn before somebody asks for it.
 * @param most records that are taken in a second; the rest is refused.
 */
export function createArrivals(
  key: number,
  writesIn: (mean: number) => number,
  rateAt: (second: number) => number,
  foreseen = true,
  most = partitionWriteUnits,
): Arrivals {
  // total[s] is the number of records before second s.
  let total = new Float64Array(4096)
  let known = 0
  let unforeseen = 0
  const ahead = foreseen ? foreseenSeconds : 1
  const refused = new Map<number, number>()
  const generate = (until: number) => {
    if (until + 1 >= total.length) {
      const larger = new Float64Array(Math.max(total.length * 2, until + 2))
      larger.set(total)
      total = larger
    }
    for (; known < until; known++) {
      const wanted = writesIn(rateAt(known)) + unforeseen
      unforeseen = 0
      const written = Math.min(wanted, most)
      if (wanted > written) refused.set(known, wanted - written)
      total[known + 1] = (total[known] as number) + written
    }
  }
  const ensure = (second: number) => {
    if (second >= known) generate(second + ahead)
  }
  // Slot k of a second with `written` records, shifted within the slot; whole milliseconds, rounded up so that `countBy` agrees.
  const within = (second: number, k: number, written: number) =>
    Math.min(999, Math.ceil(((k + mix(key, second * 1009 + k) / 2 ** 32) * 1000) / written))
  return {
    countBy(offsetMs) {
      if (offsetMs < 0) return 0
      const second = Math.floor(offsetMs / 1000)
      ensure(second)
      const before = total[second] as number
      const written = (total[second + 1] as number) - before
      if (written === 0) return before
      const elapsed = offsetMs - second * 1000
      const k = Math.floor((elapsed * written) / 1000)
      return before + k + (within(second, k, written) <= elapsed ? 1 : 0)
    },
    secondOf(index, hint, limit) {
      let second = hint
      while (second < limit) {
        ensure(second)
        if ((total[second + 1] as number) > index) return second
        second++
      }
      return limit
    },
    offsetIn(index, second) {
      ensure(second)
      const before = total[second] as number
      return second * 1000 + within(second, index - before, (total[second + 1] as number) - before)
    },
    throttledIn(from, to) {
      let sum = 0
      if (refused.size > 0) for (let second = from; second < to; second++) sum += refused.get(second) ?? 0
      return sum
    },
    write(records) {
      unforeseen += records
    },
  }
}
