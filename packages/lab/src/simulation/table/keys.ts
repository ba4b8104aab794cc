import {mix} from '../engine/random.ts'

/** Where writes gather: one customer with many orders, or one order that is changed over and over. */
export interface HotKey {
  items: 'many' | 'one'
  /** Share of the partition's records from `fromIndex` on (0–1). */
  share: number
  fromIndex: number
}

/** The customers of a partition, and how the writes spread over them. */
export interface Customers {
  /** Their numbers in the table. */
  numbers: Uint32Array
  /** Share of the writes that go to this customer or one before it (0–1); null: all alike. */
  upTo: Float64Array | null
}

/** The customer that an evenly drawn 32-bit number falls on. */
export function customerAt({numbers, upTo}: Customers, drawn: number): number {
  if (upTo === null) return numbers[drawn % numbers.length] as number
  const wanted = drawn / 2 ** 32
  let low = 0
  let high = upTo.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((upTo[middle] as number) > wanted) high = middle
    else low = middle + 1
  }
  return numbers[low] as number
}

const evenlySpread = 6_000

/** Each world has the same ones. */
const known = new Map<number, Customers>()

/** Customers who order alike, numbered so that no two partitions share one. */
export function evenCustomers(partition: number): Customers {
  const made = known.get(partition) ?? {
    numbers: Uint32Array.from({length: evenlySpread}, (_, i) => partition * evenlySpread + i),
    upTo: null,
  }
  known.set(partition, made)
  return made
}

/** The part of one partition: its customers, and its share of all writes (0–1). */
export interface PartitionKeys {
  customers: Customers
  share: number
}

/**
 * Zipf's law: the k-th busiest of the table's customers has a share of the writes in proportion to k to the power −exponent.
 * A hash of the key decides the partition, as in DynamoDB, so that a partition gets the writes of its customers.
 */
export function zipfKeys(key: number, count: number, exponent: number, partitions: number): PartitionKeys[] {
  const found = Array.from({length: partitions}, () => ({numbers: [] as number[], weights: [] as number[], sum: 0}))
  let all = 0
  for (let rank = 1; rank <= count; rank++) {
    const weight = rank ** -exponent
    // The first customers go round the partitions: none is left empty.
    const home = found[rank <= partitions ? rank - 1 : mix(key, rank) % partitions] as (typeof found)[number]
    // The number does not tell the rank.
    home.numbers.push(mix(key ^ 0x5bd1, rank) % 100_000_000)
    home.weights.push(weight)
    home.sum += weight
    all += weight
  }
  return found.map(({numbers, weights, sum}) => {
    let passed = 0
    const upTo = Float64Array.from(weights, weight => {
      passed += weight
      return passed / sum
    })
    return {customers: {numbers: Uint32Array.from(numbers), upTo}, share: sum / all}
  })
}
