import {mix} from './random.ts'

/** Sequence numbers of one partition, and back. They rise with the record's index; 21–40 digits as the Streams API says. */
export interface SequenceNumbers {
  of(index: number): string
  /** Smaller than the number of the record `index`, and not smaller than the one before it. */
  before(index: number): string
  /** Index of the record with this sequence number, or of the next one after it; negative before the first. */
  indexOf(sequenceNumber: string): number
}

const step = 4_093
const wide = 10n ** 20n

/**
 * Depends on the key alone, so that a seed always poisons the same sequence number.
 * @param after a number that all are greater than: a partition that was split off goes on behind its parent.
 */
export function createSequenceNumbers(key: number, after?: string): SequenceNumbers {
  const own = BigInt(100_000 + (mix(key, 77) % 900_000)) * wide + BigInt(mix(key, 78)) * 1_000n
  const base = after === undefined ? own : BigInt(after) + BigInt(mix(key, 79))
  const jitter = (index: number) => 1 + (mix(key, index) % (step - 2))
  const numberOf = (index: number) => base + BigInt(index) * BigInt(step) + BigInt(jitter(index))
  return {
    of: index => numberOf(index).toString(),
    before: index => (base + BigInt(index) * BigInt(step)).toString(),
    indexOf(sequenceNumber) {
      const asked = BigInt(sequenceNumber)
      if (asked < base) return -1
      const index = Number((asked - base) / BigInt(step))
      return numberOf(index) >= asked ? index : index + 1
    },
  }
}
