import {naturalOrder, numberOf, textOf, type Value} from './values.ts'

/** The state of an aggregate function over the events of one group. */
export interface Gathering {
  add(values: Value[], atMs: number): void
  result(): Value
}

interface Aggregate {
  least: number
  most: number
  start(): Gathering
}

/** Over the values that are numbers; a group that has none has no result. */
function overNumbers(result: (numbers: number[]) => number): Aggregate {
  return {
    least: 1,
    most: 1,
    start: () => {
      const numbers: number[] = []
      return {
        add: ([value]) => {
          const number = numberOf(value)
          if (number !== undefined) numbers.push(number)
        },
        result: () => (numbers.length > 0 ? result(numbers) : undefined),
      }
    },
  }
}

/** Keeps one value: the present one, or the new one when it is `better`. Instants become epoch milliseconds, as AWS shows them. */
function keeping(better: (added: Kept, kept: Kept) => boolean): Aggregate {
  return {
    least: 1,
    most: 1,
    start: () => {
      let kept: Kept | undefined
      return {
        add: ([value], atMs) => {
          if (value === undefined) return
          const added = {value: typeof value === 'object' ? value.ms : value, atMs}
          if (kept === undefined || better(added, kept)) kept = added
        },
        result: () => kept?.value,
      }
    },
  }
}

interface Kept {
  value: string | number
  atMs: number
}

/** count(*) and count() count events, count(field) the events that have the field. */
const count: Aggregate = {
  least: 0,
  most: 1,
  start: () => {
    let sum = 0
    return {
      add: values => {
        if (values.length === 0 || values[0] !== undefined) sum += 1
      },
      result: () => sum,
    }
  },
}

const countDistinct: Aggregate = {
  least: 1,
  most: 1,
  start: () => {
    const seen = new Set<string>()
    return {
      add: ([value]) => {
        const text = textOf(value)
        if (text !== undefined) seen.add(text)
      },
      result: () => seen.size,
    }
  },
}

/** The value of the nearest rank; AWS's own is an approximation of it. */
const percentile: Aggregate = {
  least: 2,
  most: 2,
  start: () => {
    const numbers: number[] = []
    let percent = 50
    return {
      add: ([value, wanted]) => {
        const number = numberOf(value)
        percent = numberOf(wanted) ?? percent
        if (number !== undefined) numbers.push(number)
      },
      result: () => {
        numbers.sort((a, b) => a - b)
        return numbers[Math.min(numbers.length - 1, Math.max(0, Math.ceil((percent / 100) * numbers.length) - 1))]
      },
    }
  },
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)
const mean = (numbers: number[]): number => sum(numbers) / numbers.length

/** Of the population; the reference does not say which one AWS takes. */
function deviation(numbers: number[]): number {
  const middle = mean(numbers)
  return Math.sqrt(mean(numbers.map(number => (number - middle) ** 2)))
}

const aggregates: ReadonlyMap<string, Aggregate> = new Map([
  ['count', count],
  ['count_distinct', countDistinct],
  ['sum', overNumbers(sum)],
  ['avg', overNumbers(mean)],
  ['stddev', overNumbers(deviation)],
  ['pct', percentile],
  ['min', keeping((added, kept) => naturalOrder(added.value, kept.value) < 0)],
  ['max', keeping((added, kept) => naturalOrder(added.value, kept.value) > 0)],
  ['earliest', keeping((added, kept) => added.atMs < kept.atMs)],
  ['latest', keeping((added, kept) => added.atMs >= kept.atMs)],
])

export const aggregateOf = (name: string): Aggregate | undefined => aggregates.get(name)
