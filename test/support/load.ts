import {functionMetrics, type Parts, published, tableMetrics} from './evidence.ts'

/** Minutes ago at which the trouble of these situations began. */
export const onset = 40

/** An age that grows since the onset; the other lanes with it unless told. */
export const growing = (slope: number) => (ago: number) => (ago > onset ? 1 : 1 + (onset + 1 - ago) * 60 * slope)

interface Change {
  /** The value since the onset ÷ the value before. */
  duration?: number
  writes?: number
  /** Errors of the 60 invocations a minute, since the onset. */
  errors?: number
  /** Records per invocation before and since. */
  records?: [number, number]
}

/** A pipeline whose age grows since the onset, with the other changes then: 60 invocations of 120 ms and 1,200 writes a minute before. */
export function lagging({duration = 1, writes = 1, errors = 0, records = [20, 100]}: Change, slope = 0.5): Partial<Parts> {
  const since =
    <T>(before: T, after: T) =>
    (ago: number) =>
      ago > onset ? before : after
  const times = (ms: number) => published(since(ms, ms * duration))
  const age = growing(slope)
  return {
    functionMetrics: functionMetrics(
      age,
      {
        'Duration.Average': times(130),
        'Duration.p50': times(120),
        'Duration.p99': times(300),
        'Duration.Maximum': times(400),
        'Errors.Sum': published(since(0, errors)),
      },
      age,
    ),
    tableMetrics: tableMetrics(since(1200, 1200 * writes), {
      'ReturnedRecordsCount.Sum': published(since(60 * records[0], 60 * records[1])),
    }),
  }
}
