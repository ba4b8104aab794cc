import type {Treatment} from './check.ts'
import type {Mapping, Stream, Table} from './evidence.ts'
import {untilExpiry} from './limits.ts'
import {regionFlag} from './mapping-change.ts'

/** Whether the mapping reads the table's live stream. `unknown` when neither the stream nor the table could tell. */
export type MappedStream = {is: 'live'} | {is: 'unknown'} | {is: 'stale'; why: string; latestStreamArn: string | null}

/**
 * A table has at most one enabled stream, and switching it off and on makes a new one with a new ARN; a mapping keeps the old ARN.
 * The stream's own status or the table's latest stream is enough to tell (DynamoDB Developer Guide, "Streams").
 */
export function mappedStream(mapping: Mapping, stream: Stream | null | undefined, table: Table | null | undefined): MappedStream {
  const latestStreamArn = table?.latestStreamArn ?? null
  if (stream === null) return {is: 'stale', why: 'the stream does not exist any more', latestStreamArn}
  if (stream?.streamStatus === 'DISABLED' || stream?.streamStatus === 'DISABLING')
    return {is: 'stale', why: `the stream is ${stream.streamStatus}`, latestStreamArn}
  if (table === null) return {is: 'stale', why: 'the table does not exist any more', latestStreamArn}
  if (latestStreamArn !== null && latestStreamArn !== mapping.eventSourceArn)
    return {is: 'stale', why: 'the table has a newer stream', latestStreamArn}
  return stream || latestStreamArn !== null ? {is: 'live'} : {is: 'unknown'}
}

const q = (text: string) => `'${text}'`

/**
 * The command that makes a mapping for the table's latest stream with the settings of this one, or one that lists the table's streams
 * where the latest is not known. EventSourceArn cannot be changed, so a new mapping is the only way.
 */
function mapLatestStreamCommand(mapping: Mapping, latestStreamArn: string | null): string {
  const at = regionFlag(mapping.eventSourceArn)
  if (latestStreamArn === null)
    return `aws dynamodbstreams list-streams${at}${mapping.tableName ? ` --table-name ${mapping.tableName}` : ''}`
  const numbers = [
    ['batch-size', mapping.batchSize],
    ['maximum-batching-window-in-seconds', mapping.maximumBatchingWindowSeconds],
    ['parallelization-factor', mapping.parallelizationFactor],
    // -1 is AWS's default; spelling it out would recommend it.
    ['maximum-retry-attempts', mapping.maximumRetryAttempts],
    ['maximum-record-age-in-seconds', mapping.maximumRecordAgeSeconds],
    ['tumbling-window-in-seconds', mapping.tumblingWindowSeconds || null],
  ].filter(([, value]) => value !== null && value !== untilExpiry)
  const parts = [
    `--function-name ${mapping.functionArn}`,
    `--event-source-arn ${latestStreamArn}`,
    '--starting-position TRIM_HORIZON',
    ...numbers.map(([flag, value]) => `--${flag} ${value}`),
    ...(mapping.bisectBatchOnFunctionError ? ['--bisect-batch-on-function-error'] : []),
    ...(mapping.functionResponseTypes.length ? [`--function-response-types ${mapping.functionResponseTypes.join(' ')}`] : []),
    ...(mapping.onFailureDestination
      ? [`--destination-config ${q(JSON.stringify({OnFailure: {Destination: mapping.onFailureDestination}}))}`]
      : []),
    ...(mapping.filterPatterns?.length
      ? [`--filter-criteria ${q(JSON.stringify({Filters: mapping.filterPatterns.map(Pattern => ({Pattern}))}))}`]
      : []),
  ]
  return `aws lambda create-event-source-mapping${at} ${parts.join(' ')}`
}

/** What to do about a mapping that reads a stale stream. */
export const mapLatestStream = (mapping: Mapping, latestStreamArn: string | null): Treatment => ({
  summary: [
    'Make a mapping for the latest stream. It starts at the oldest record that this stream still has, so some may be processed twice.',
    ...(mapping.filterPatterns === null ? ['The filters of the old mapping are encrypted and are not in the command: add them.'] : []),
    'Delete the old mapping once it has drained.',
  ].join(' '),
  command: mapLatestStreamCommand(mapping, latestStreamArn),
})
