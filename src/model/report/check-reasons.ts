// Generated from src/checks by `npm run docs`; do not edit.
import type {Severity} from '../check.ts'

/** The harm of each failing check, its severity, and its topic of the guide, by id. */
export const checkReasons: Readonly<Record<string, {severity: Severity; topic: string; why: string}>> = {
  'iterator-age': {
    severity: 'high',
    topic: 'critical-metrics',
    why: 'Downstream data is out of date by the iterator age. Records expire 24 hours after they were written.',
  },
  'error-rate': {
    severity: 'high',
    topic: 'critical-metrics',
    why: 'A failed batch is retried from its start and blocks its shard until it succeeds or is discarded.',
  },
  'duration-rising': {
    severity: 'medium',
    topic: 'critical-metrics',
    why: 'A shard processes its batches one after the other: a function that takes twice as long has half the throughput.',
  },
  'concurrency-near-limit': {
    severity: 'medium',
    topic: 'critical-metrics',
    why: 'At the limit Lambda throttles invocations: batches wait, on all shards.',
  },
  'throttled-invocations': {
    severity: 'medium',
    topic: 'critical-metrics',
    why: 'A throttled batch waits until Lambda retries it. Under constant throttling the shards fall behind.',
  },
  'dropped-records': {
    severity: 'high',
    topic: 'critical-metrics',
    why: 'A dropped record is never processed, and no error is reported.',
  },
  'destination-delivery-failures': {
    severity: 'high',
    topic: 'critical-metrics',
    why: 'A discarded batch that Lambda cannot deliver to the on-failure destination is lost.',
  },
  'swallowed-errors': {
    severity: 'high',
    topic: 'critical-metrics',
    why: 'A record whose error is caught counts as processed: it is neither retried nor sent to the on-failure destination.',
  },
  'unbounded-retries': {
    severity: 'medium',
    topic: 'rising-age',
    why: 'One bad record blocks its shard for up to 24 hours.',
  },
  'no-bisect': {
    severity: 'medium',
    topic: 'rising-age',
    why: 'One bad record makes its whole batch fail at every retry.',
  },
  'no-partial-batch-response': {
    severity: 'low',
    topic: 'rising-age',
    why: 'When one record fails, all records of its batch are processed again.',
  },
  'memory-pressure': {
    severity: 'medium',
    topic: 'rising-age',
    why: 'At the limit Lambda stops the process, and the whole batch fails. Shortly before it, garbage collection makes the function slow.',
  },
  'memory-outside-advice': {
    severity: 'info',
    topic: 'rising-age',
    why: 'CPU grows with memory: with less memory a batch takes longer, with more memory a millisecond costs more.',
  },
  'batch-near-timeout': {
    severity: 'medium',
    topic: 'rising-age',
    why: 'A batch that times out fails as a whole and is retried, and each retry takes the whole timeout.',
  },
  'reserved-concurrency-too-low': {
    severity: 'medium',
    topic: 'rising-age',
    why: 'Each open shard runs up to ParallelizationFactor batches at once. Batches above the reserved concurrency are throttled.',
  },
  'account-concurrency-too-low': {
    severity: 'medium',
    topic: 'rising-age',
    why: 'New accounts start with a limit as low as 10: more open shards than that cannot be processed at once.',
  },
  'key-range-throttles': {
    severity: 'medium',
    topic: 'hot-partition',
    why: 'A partition accepts 1,000 write units a second, also on a table with more capacity. All of its records go to one shard.',
  },
  'shard-skew': {
    severity: 'medium',
    topic: 'hot-partition',
    why: 'Lambda reads each shard separately. Only the records of the late shard wait, and idle time of other shards does not help it.',
  },
  'throttled-writes': {
    severity: 'low',
    topic: 'hot-partition',
    why: 'A throttled write creates no record: the stream shows less than the load, and a burst follows when the writers retry.',
  },
  'hot-key': {
    severity: 'medium',
    topic: 'hot-partition',
    why: 'Items with one partition key are stored together: writes to a hot key are throttled, and its shard falls behind.',
  },
  'missing-stream-permission': {
    severity: 'high',
    topic: 'access',
    why: 'The mapping reads with the execution role: without the permission no record is delivered, and no metric shows why.',
  },
  'unusable-table-key': {
    severity: 'high',
    topic: 'access',
    why: 'Neither the table nor its stream can be read without the key, and after seven days DynamoDB archives the table.',
  },
  'missing-destination-permission': {
    severity: 'high',
    topic: 'access',
    why: 'Discarded batches cannot be delivered and are lost.',
  },
  'unusable-destination-key': {
    severity: 'high',
    topic: 'access',
    why: 'Discarded batches cannot be encrypted for the destination. They are not delivered and are lost.',
  },
  'denied-calls': {
    severity: 'medium',
    topic: 'access',
    why: 'A handler without the permission for a call fails each time: a retry does not help.',
  },
  'connection-errors': {
    severity: 'medium',
    topic: 'access',
    why: 'Every batch that needs the service fails until the network path or the service is fixed.',
  },
  'subnet-out-of-addresses': {
    severity: 'medium',
    topic: 'access',
    why: 'Without a free address Lambda cannot create a network interface: the function cannot scale, or start after idle time.',
  },
  'no-route-to-aws': {
    severity: 'medium',
    topic: 'access',
    why: 'Outbound calls of the VPC time out: to AWS services without an endpoint, and to the internet.',
  },
  'blackhole-route': {
    severity: 'medium',
    topic: 'access',
    why: 'The gateway behind the route is gone: connections through it are dropped, and end in a timeout.',
  },
  'closed-security-group': {
    severity: 'medium',
    topic: 'access',
    why: 'Every call to an AWS service uses HTTPS: without a rule for port 443 it is dropped, and ends in a timeout.',
  },
  'closed-network-acl': {
    severity: 'medium',
    topic: 'access',
    why: 'Unlike a security group, a network ACL must allow both outbound requests and inbound responses. It drops the rest silently.',
  },
  'dns-off': {
    severity: 'medium',
    topic: 'access',
    why: 'Without DNS support no host name of an AWS service is resolved: calls end with ENOTFOUND or EAI_AGAIN.',
  },
  'no-dynamodb-endpoint': {
    severity: 'info',
    topic: 'access',
    why: 'A gateway endpoint is free and has a shorter path; a NAT gateway is billed by the gigabyte.',
  },
  'mapping-not-enabled': {
    severity: 'critical',
    topic: 'stopped-stream',
    why: 'A mapping that is not enabled reads no record and emits no metric. Its records expire 24 hours after they were written.',
  },
  'processing-problem': {
    severity: 'medium',
    topic: 'stopped-stream',
    why: "LastProcessingResult is AWS's result of the newest attempt, of any shard; it can be old on a quiet stream.",
  },
  'stale-stream': {
    severity: 'critical',
    topic: 'stopped-stream',
    why: 'A table gets a new stream when it is restored or its stream is enabled again. The old mapping never reads it.',
  },
  'function-not-active': {
    severity: 'medium',
    topic: 'stopped-stream',
    why: 'Invocations of a function that is gone, failed or inactive fail, and its records wait until they expire.',
  },
  'unsuited-function': {
    severity: 'medium',
    topic: 'stopped-stream',
    why: 'An event source mapping cannot invoke some kinds of function.',
  },
  'cold-start-share': {
    severity: 'low',
    topic: 'cold-starts',
    why: 'AWS has billed the start of an environment since August 2025, and the records of its batch wait for it.',
  },
  'snapstart-off': {
    severity: 'info',
    topic: 'cold-starts',
    why: 'SnapStart restores an environment from a snapshot in a fraction of the time that a start takes.',
  },
  'unused-snapstart-versions': {
    severity: 'low',
    topic: 'cold-starts',
    why: 'For Python and .NET, AWS bills the snapshot of each published version as long as the version exists.',
  },
  'unused-provisioned-concurrency': {
    severity: 'low',
    topic: 'cold-starts',
    why: 'Provisioned concurrency is billed by the hour for one version or alias. A mapping on another one still has cold starts.',
  },
  'small-batch-size': {
    severity: 'low',
    topic: 'batches',
    why: 'Each invocation is billed and has an overhead: bigger batches raise the throughput of a shard and cost less.',
  },
  'no-batching-window': {
    severity: 'low',
    topic: 'batches',
    why: 'Each invocation is billed and uses concurrency; a window of a second gathers the records.',
  },
  'parallelization-too-low': {
    severity: 'medium',
    topic: 'batches',
    why: 'By default each shard has one batch at a time. If batches are full and the iterator age grows, more concurrent batches help.',
  },
  'unbounded-record-age': {
    severity: 'low',
    topic: 'discarded-records',
    why: 'A record that expires in the stream leaves no message. A lower limit sends its metadata to the destination in time.',
  },
  'record-age-beyond-retention': {
    severity: 'low',
    topic: 'discarded-records',
    why: 'A DynamoDB stream keeps records for 24 hours: a higher value has no effect.',
  },
  'missing-failure-destination': {
    severity: 'medium',
    topic: 'discarded-records',
    why: "A discarded batch leaves no trace. The function's own dead-letter queue is for asynchronous invocations and does not apply to a stream.",
  },
  'fifo-destination': {
    severity: 'high',
    topic: 'discarded-records',
    why: 'Lambda does not deliver failed batches to FIFO queues and topics: they are lost as if there were no destination.',
  },
  'nonexistent-destination': {
    severity: 'high',
    topic: 'discarded-records',
    why: 'Lambda cannot deliver discarded batches, and their records are lost.',
  },
  'misplaced-dead-letter-queue': {
    severity: 'low',
    topic: 'discarded-records',
    why: 'DeadLetterConfig is for asynchronous invocations: it receives no discarded batch of a stream.',
  },
  'encrypted-filters': {
    severity: 'info',
    topic: 'reading',
    why: 'Their patterns cannot be checked. If Lambda may not decrypt them, nothing is delivered.',
  },
  'filter-cannot-match': {
    severity: 'high',
    topic: 'reading',
    why: 'Records that no filter matches are skipped without an error.',
  },
  'filter-needs-missing-image': {
    severity: 'high',
    topic: 'reading',
    why: 'Such a filter matches no record: its records are skipped for good, without an error.',
  },
  'starts-at-latest': {
    severity: 'medium',
    topic: 'reading',
    why: 'A mapping at LATEST may skip records written while AWS applies a change, until one of its batches has succeeded.',
  },
  'event-metrics-off': {
    severity: 'low',
    topic: 'reading',
    why: 'No other metric counts dropped, filtered and partly failed records.',
  },
  'unqualified-target': {
    severity: 'low',
    topic: 'reading',
    why: 'Every deployment reaches the stream at once, and a rollback has no version as its target.',
  },
  'weighted-alias': {
    severity: 'low',
    topic: 'reading',
    why: 'The alias picks a version per invocation, so batches and retries alternate between versions.',
  },
  'duplicate-mapping': {
    severity: 'medium',
    topic: 'reading',
    why: 'Every record is processed twice, and the two mappings are the two readers that a shard supports.',
  },
  'too-many-readers': {
    severity: 'medium',
    topic: 'reading',
    why: 'With more than two readers per shard, reads are throttled in turn, and all readers lag.',
  },
  'throttled-stream-reads': {
    severity: 'medium',
    topic: 'reading',
    why: 'Readers that throttle each other deliver late and in bursts, without an error of the function.',
  },
  'global-table-replicas': {
    severity: 'info',
    topic: 'reading',
    why: "Each replica's stream has the writes of all replicas: consumers in two regions process every record twice.",
  },
  'record-size-near-limit': {
    severity: 'low',
    topic: 'records',
    why: 'DynamoDB refuses an item above 400 KB. Large records reach the 6 MB limit of an invocation before the batch size.',
  },
  'ttl-flood': {
    severity: 'info',
    topic: 'records',
    why: 'Expired items arrive as ordinary records: they invoke the function and fill its batches.',
  },
  'deprecated-runtime': {
    severity: 'low',
    topic: 'function',
    why: 'AWS no longer patches a deprecated runtime, and later refuses updates of the functions on it.',
  },
  'runtime-updated': {
    severity: 'info',
    topic: 'function',
    why: 'In the update mode Auto, AWS updates the runtime without a deployment: the code then runs on a runtime on which it was not tested.',
  },
  'x86-architecture': {
    severity: 'info',
    topic: 'function',
    why: 'Lambda on arm64 costs less for the same memory and time.',
  },
  'tracing-off': {
    severity: 'info',
    topic: 'function',
    why: 'When a handler becomes slow, a trace shows which call it waits for.',
  },
  'log-group-missing': {
    severity: 'medium',
    topic: 'function',
    why: 'Errors, timeouts and memory leave no trace: the reason of a failure stays unknown.',
  },
  'log-group-class': {
    severity: 'info',
    topic: 'function',
    why: 'Durations, memory and cold starts come from the log, and not every class can be queried for them.',
  },
  'report-lines-off': {
    severity: 'low',
    topic: 'function',
    why: 'Without them the used memory, the cold starts and the billed time of successful invocations are unknown.',
  },
  'missing-iterator-age-alarm': {
    severity: 'medium',
    topic: 'function',
    why: 'A blocked shard is silent: nobody notices before records are 24 hours old and lost.',
  },
  'missing-error-alarm': {
    severity: 'medium',
    topic: 'function',
    why: 'Failing batches are retried and discarded silently.',
  },
  'alarm-hides-missing-data': {
    severity: 'low',
    topic: 'function',
    why: 'A stopped consumer has no iterator age. An alarm that treats missing data as OK does not fire before records are lost.',
  },
  'alarm-without-action': {
    severity: 'low',
    topic: 'function',
    why: 'An alarm without an action notifies nobody.',
  },
  'over-broad-role': {
    severity: 'low',
    topic: 'function',
    why: 'A bug or a breach of the consumer can then change or delete data that it only needs to read.',
  },
  'secrets-in-environment': {
    severity: 'medium',
    topic: 'function',
    why: 'Everybody who may read the configuration of the function, and every tool that lists functions, reads them in plain text.',
  },
  'wrong-batch-response-key': {
    severity: 'high',
    topic: 'code',
    why: 'Lambda reads {batchItemFailures: [{itemIdentifier}]} only: a wrong inner key blocks the shard, a wrong outer key loses records.',
  },
  'wrong-item-identifier': {
    severity: 'high',
    topic: 'code',
    why: 'Lambda accepts only the sequence number of a stream record: any other identifier fails the whole batch.',
  },
  'ignored-batch-response': {
    severity: 'high',
    topic: 'code',
    why: 'Without ReportBatchItemFailures a batch succeeds unless the handler throws: the records that it reports are lost.',
  },
  'unreported-failures': {
    severity: 'high',
    topic: 'code',
    why: 'Lambda recognizes a failure only by an error or by batchItemFailures. A record whose failure is only logged is lost.',
  },
  'first-record-only': {
    severity: 'high',
    topic: 'code',
    why: 'Lambda counts the whole batch as processed when the handler returns: records that it does not read are lost.',
  },
}
