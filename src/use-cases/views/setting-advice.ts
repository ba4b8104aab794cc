import {isEndless, retentionSeconds, untilExpiry} from '../../aws-facts/limits.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import type {SettingAdvice} from '../../model/views/mappings.ts'

type Rule = Omit<SettingAdvice, 'setting'>

const isAlias = (qualifier: string | null): boolean => qualifier !== null && !/^(\$LATEST.*|\d+)$/.test(qualifier)

const partialResponses = ({functionResponseTypes}: Mapping): boolean => functionResponseTypes.includes('ReportBatchItemFailures')

/** Where the mapping points, and where it began. */
const where = (mapping: Mapping): Record<string, Rule> => ({
  State: {value: mapping.state, should: 'Enabled', why: 'Only then it reads the stream.', fits: mapping.state === 'Enabled'},
  FunctionArn: {
    value: mapping.qualifier ?? 'unqualified',
    should: 'an alias',
    why: 'A release or a rollback then updates the alias, and the mapping continues to poll: each update of a mapping pauses it.',
    fits: isAlias(mapping.qualifier),
  },
  StartingPosition: {
    value: mapping.startingPosition,
    should: 'TRIM_HORIZON',
    why: 'A mapping at LATEST may skip records that are written while it is created or updated. It cannot be changed: create a new mapping.',
    fits: mapping.startingPosition === null ? null : mapping.startingPosition !== 'LATEST',
  },
})

/** How records are put together. */
const batching = (mapping: Mapping, {iteratorAgeSeconds}: Thresholds): Record<string, Rule> => ({
  BatchSize: {
    value: mapping.batchSize,
    should: null,
    why: 'As many records as the function processes well within its timeout. Larger batches raise throughput, but fail as a whole.',
    fits: null,
  },
  MaximumBatchingWindowInSeconds: {
    value: mapping.maximumBatchingWindowSeconds,
    should: `below ${iteratorAgeSeconds}`,
    why: 'A batching window adds up to its length to the iterator age on a quiet stream.',
    fits: mapping.maximumBatchingWindowSeconds === null ? null : mapping.maximumBatchingWindowSeconds < iteratorAgeSeconds,
  },
  ParallelizationFactor: {
    value: mapping.parallelizationFactor,
    should: null,
    why: 'Concurrent batches per shard, up to 10; each item keeps its order. It helps many items of a hot partition, not one hot item.',
    fits: null,
  },
  TumblingWindowInSeconds: {
    value: mapping.tumblingWindowSeconds,
    should: null,
    why: 'For functions that aggregate over time; 0 for all others.',
    fits: null,
  },
})

/** The handling of records that fail. */
function failing(mapping: Mapping, {retryAttempts}: Thresholds): Record<string, Rule> {
  const {
    maximumRetryAttempts: retries,
    maximumRecordAgeSeconds: age,
    onFailureDestination: destination,
    bisectBatchOnFunctionError: bisect,
  } = mapping
  return {
    MaximumRetryAttempts: {
      value: retries,
      should: String(retryAttempts),
      why: 'Without a limit one bad record blocks its shard for 24 hours. Set it together with a destination: without one it drops records. Never set it while batches fail on all shards: it would discard good records.',
      fits: retries === null ? null : !isEndless(retries),
    },
    MaximumRecordAgeInSeconds: {
      value: age,
      should: `below ${retentionSeconds}`,
      why: 'At 24 hours the stream drops a record silently; with a lower limit the destination still gets its metadata. Never set it below the present age, or while records are late: that discards good ones.',
      fits: age === null ? null : age !== untilExpiry && age < retentionSeconds,
    },
    BisectBatchOnFunctionError: {
      value: bisect,
      should: 'true',
      why: 'A failing batch is halved until the bad record is alone; splits use up no retries. Partial batch responses have the same effect.',
      fits: bisect === null ? null : bisect || partialResponses(mapping) || mapping.batchSize === 1,
    },
    DestinationConfig: {
      value: destination,
      should: 'a standard SQS queue, SNS topic or S3 bucket',
      why: 'It receives the metadata of discarded batches; without it they are lost. The dead-letter queue of the function does not apply to streams.',
      fits: destination !== null,
    },
    FunctionResponseTypes: {
      value: mapping.functionResponseTypes,
      should: 'ReportBatchItemFailures',
      why: 'If the function returns batchItemFailures, only the rest of a batch is retried; without this setting Lambda ignores the response.',
      fits: partialResponses(mapping) ? true : null,
    },
  }
}

/** The records that the mapping reads, and the metrics that it publishes. */
const watching = (mapping: Mapping): Record<string, Rule> => ({
  FilterCriteria: {
    value: mapping.filterPatterns ?? 'encrypted: not listed',
    should: null,
    why: 'A record that matches no pattern is never delivered, not even to the destination.',
    fits: null,
  },
  MetricsConfig: {
    value: mapping.metrics,
    should: 'EventCount',
    why: 'Counts polled, filtered and dropped records. Without it the metrics cannot distinguish a stopped mapping from a quiet one.',
    fits: mapping.metrics.includes('EventCount'),
  },
  LastProcessingResult: {
    value: mapping.lastProcessingResult,
    should: 'no PROBLEM',
    why: "AWS's result of the newest attempt of any shard; old on a quiet stream.",
    fits: mapping.lastProcessingResult === null ? null : !mapping.lastProcessingResult.startsWith('PROBLEM'),
  },
})

/** Every setting of a mapping beside the advised value and the reason, in the order in which a record meets them. */
export const settingAdvice = (mapping: Mapping, thresholds: Thresholds): SettingAdvice[] =>
  Object.entries({...where(mapping), ...batching(mapping, thresholds), ...failing(mapping, thresholds), ...watching(mapping)}).map(
    ([setting, rule]) => ({
      setting,
      ...rule,
    }),
  )
