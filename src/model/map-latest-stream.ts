import type {Treatment} from './check.ts'
import type {Mapping} from './evidence.ts'
import {untilExpiry} from './limits.ts'
import {regionFlag} from './region-flag.ts'
import {shellWord} from './shell.ts'

/**
 * The command that makes a mapping for the table's latest stream with the settings of this one, or one that lists the table's streams
 * where the latest is not known. EventSourceArn cannot be changed, so a new mapping is the only way.
 */
function mapLatestStreamCommand(mapping: Mapping, latestStreamArn: string | null): string {
  const at = regionFlag(mapping.eventSourceArn)
  if (latestStreamArn === null)
    return `aws dynamodbstreams list-streams${at}${mapping.tableName ? ` --table-name ${shellWord(mapping.tableName)}` : ''}`
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
    `--function-name ${shellWord(mapping.functionArn)}`,
    `--event-source-arn ${shellWord(latestStreamArn)}`,
    '--starting-position TRIM_HORIZON',
    ...numbers.map(([flag, value]) => `--${flag} ${value}`),
    ...(mapping.bisectBatchOnFunctionError ? ['--bisect-batch-on-function-error'] : []),
    ...(mapping.functionResponseTypes.length
      ? [`--function-response-types ${mapping.functionResponseTypes.map(shellWord).join(' ')}`]
      : []),
    ...(writable(mapping) !== null
      ? [`--destination-config ${shellWord(JSON.stringify({OnFailure: {Destination: writable(mapping)}}))}`]
      : []),
    ...(mapping.filterPatterns?.length
      ? [`--filter-criteria ${shellWord(JSON.stringify({Filters: mapping.filterPatterns.map(Pattern => ({Pattern}))}))}`]
      : []),
  ]
  return `aws lambda create-event-source-mapping${at} ${parts.join(' ')}`
}

/** The destination, where Lambda writes to it: FIFO queues and topics must be named so, and Lambda does not write to them. */
const writable = ({onFailureDestination: arn}: Mapping): string | null => (arn && !arn.endsWith('.fifo') ? arn : null)

/** What to do about a mapping that reads a stale stream. */
export const mapLatestStream = (mapping: Mapping, latestStreamArn: string | null): Treatment => ({
  summary: [
    'Make a mapping for the latest stream. It starts at the oldest record that this stream still has, so some may be processed twice.',
    ...(mapping.filterPatterns === null ? ['The filters of the old mapping are encrypted and are not in the command: add them.'] : []),
    ...(mapping.onFailureDestination?.endsWith('.fifo')
      ? [
          'The on-failure destination of the old mapping is FIFO, which Lambda does not support, and is not in the command: add a standard one.',
        ]
      : []),
    'Delete the old mapping once it has drained.',
  ].join(' '),
  command: mapLatestStreamCommand(mapping, latestStreamArn),
})
