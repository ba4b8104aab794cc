import {getFunction} from '../aws/lambda.ts'
import type {MetricWindow} from '../aws/metrics.ts'
import type {Aws} from '../aws/transport/connection.ts'
import type {LambdaFunction, Mapping, Stream, Table} from '../model/evidence/evidence.ts'
import {type Item, known, missing} from '../model/evidence/item.ts'
import {type AnyCollector, type Attempt, actionsOf, attempt, itemOf} from './collector.ts'
import {lambdaFunction} from './first-round/function.ts'
import {siblingsOf} from './first-round/siblings.ts'
import {stream} from './first-round/stream.ts'
import {table} from './first-round/table.ts'
import type {LagMetrics} from './lag-metrics.ts'
import {streamSubject} from './pipelines.ts'

/** The surroundings of a pipeline; they change rarely, and each part costs a request. */
export interface Surroundings {
  function: Item<LambdaFunction | null>
  stream: Item<Stream | null>
  table: Item<Table | null>
}

/** DescribeStream and DescribeTable have quotas of about ten a second for everybody in the account. */
export const mostSurroundings = 20

const notAsked = missing('skipped', '', 'not requested')
export const noSurroundings: Surroundings = {function: notAsked, stream: notAsked, table: notAsked}

export const surroundingsActions: readonly string[] = actionsOf([lambdaFunction, stream, table])

/** Reads function, stream and table of these mappings side by side, each once. */
export async function readSurroundings(aws: Aws, mappings: readonly Mapping[], window: MetricWindow): Promise<Surroundings[]> {
  const once = <T>(known: Map<string, Promise<T>>, id: string, read: () => Promise<T>): Promise<T> => {
    const before = known.get(id) ?? read()
    known.set(id, before)
    return before
  }
  const unqualified = new Map<string, Promise<Attempt<Awaited<ReturnType<typeof getFunction>>>>>()
  const read = new Map<string, Promise<Item<unknown>>>()
  const item = (collector: AnyCollector, id: string, subject: () => Promise<unknown>) =>
    once(read, `${collector.key} ${id}`, async () => itemOf(collector, aws, (await subject()) as never, window))
  return Promise.all(
    mappings.map(async mapping => {
      const {functionName, qualifier, functionArn, eventSourceArn} = mapping
      const subject = async () => ({
        functionName,
        qualifier,
        unqualified: await once(unqualified, functionName, () => attempt('lambda:GetFunction', () => getFunction(aws, functionName))),
      })
      const [ofFunction, ofStream, ofTable] = await Promise.all([
        item(lambdaFunction as AnyCollector, functionArn, subject),
        item(stream as AnyCollector, eventSourceArn, async () => streamSubject(mapping)),
        item(table as AnyCollector, eventSourceArn, async () => streamSubject(mapping)),
      ])
      return {function: ofFunction, stream: ofStream, table: ofTable} as Surroundings
    }),
  )
}

/** All evidence of one pipeline that its lag is told from, by key. */
export const lagEvidence = (mapping: Mapping, all: readonly Mapping[], metrics: LagMetrics, around: Surroundings) => ({
  mapping: known(mapping),
  siblings: known(siblingsOf(mapping, all)),
  ...metrics,
  ...around,
})
