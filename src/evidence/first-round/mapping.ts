import {listEventSourceMappings, type MappingAnswer} from '../../aws/lambda.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {defineCollector} from '../collector.ts'
import {functionArnParts} from '../parse-function.ts'
import {parseStreamArn} from '../stream-arn.ts'

/** The mapping itself comes from the account-wide list, which finds it in the first place. */
export const mapping = defineCollector({
  key: 'mapping',
  scope: 'mapping',
  actions: ['lambda:ListEventSourceMappings'],
  collect: async (_aws, subject) => subject.mapping,
})

/** All mappings of the account and region, or those on one stream. */
export const listedMappings = async (aws: Aws, streamArn?: string): Promise<Mapping[]> =>
  (await listEventSourceMappings(aws, streamArn)).map(mappingFrom)

/** Turns AWS's answer into our shape. A value that AWS left out is null or empty, never a default of ours. */
export function mappingFrom(answer: MappingAnswer): Mapping {
  const functionArn = answer.FunctionArn ?? ''
  const {name, qualifier} = functionArnParts(functionArn)
  const eventSourceArn = answer.EventSourceArn ?? ''
  const stream = parseStreamArn(eventSourceArn)
  return {
    uuid: answer.UUID ?? '',
    functionArn,
    functionName: name,
    qualifier,
    eventSourceArn,
    tableName: stream?.tableName ?? null,
    streamLabel: stream?.label ?? null,
    state: answer.State ?? '',
    stateTransitionReason: answer.StateTransitionReason ?? null,
    lastModifiedMs: answer.LastModified?.getTime() ?? null,
    lastProcessingResult: answer.LastProcessingResult ?? null,
    startingPosition: answer.StartingPosition ?? null,
    ...delivery(answer),
    filterPatterns: filterPatterns(answer),
    metrics: answer.MetricsConfig?.Metrics ?? [],
  }
}

const delivery = (answer: MappingAnswer) => ({
  batchSize: answer.BatchSize ?? null,
  maximumBatchingWindowSeconds: answer.MaximumBatchingWindowInSeconds ?? null,
  tumblingWindowSeconds: answer.TumblingWindowInSeconds ?? null,
  parallelizationFactor: answer.ParallelizationFactor ?? null,
  maximumRetryAttempts: answer.MaximumRetryAttempts ?? null,
  maximumRecordAgeSeconds: answer.MaximumRecordAgeInSeconds ?? null,
  bisectBatchOnFunctionError: answer.BisectBatchOnFunctionError ?? null,
  // AWS lists `OnFailure: {}` for a mapping without a destination.
  onFailureDestination: answer.DestinationConfig?.OnFailure?.Destination || null,
  functionResponseTypes: answer.FunctionResponseTypes ?? [],
})

/** With a key of the customer's own AWS does not list the filters: they are unknown, not absent. */
function filterPatterns({FilterCriteria, KMSKeyArn}: MappingAnswer): string[] | null {
  if (FilterCriteria === undefined && KMSKeyArn) return null
  return (FilterCriteria?.Filters ?? []).map(({Pattern}) => Pattern ?? '')
}
