import type {Evidence, FunctionMetrics, LambdaFunction, Mapping, Stream, Table, TableMetrics} from '../../../src/model/evidence/evidence.ts'
import type {Item} from '../../../src/model/evidence/item.ts'

/** The view of a baseline: the evidence of a plain doctor about one pipeline; undefined where something could not be read. */
export interface Seen {
  nowMs: number
  startMs: number
  mapping: Mapping | undefined
  function: LambdaFunction | null | undefined
  stream: Stream | null | undefined
  table: Table | null | undefined
  functionMetrics: FunctionMetrics | undefined
  tableMetrics: TableMetrics | undefined
}

const knownOf = <T>(item: Item<T> | undefined): T | undefined => (item?.state === 'known' ? item.value : undefined)

/** @param mapping UUID of the pipeline that is judged; the first pipeline by default. */
export function seenIn({takenAt, window, pipelines, items}: Evidence, mapping?: string): Seen | undefined {
  const pipeline = pipelines.find(({ids}) => mapping === undefined || knownOf(items.mapping[ids.mapping]?.mapping)?.uuid === mapping)
  if (pipeline === undefined) return undefined
  const [own, code, stream] = [
    items.mapping[pipeline.ids.mapping],
    items.function[pipeline.ids.function],
    items.stream[pipeline.ids.stream],
  ]
  return {
    nowMs: takenAt,
    startMs: window.startMs,
    mapping: knownOf(own?.mapping),
    function: knownOf(code?.function),
    stream: knownOf(stream?.stream),
    table: knownOf(stream?.table),
    functionMetrics: knownOf(code?.functionMetrics) as FunctionMetrics | undefined,
    tableMetrics: knownOf(stream?.tableMetrics) as TableMetrics | undefined,
  }
}
