import {ofSettings} from '../../../bench/accuracy/claims/settings.ts'
import {judgesAll, minuteMs, minutesAgo, nowMs, type Row, realityOf} from '../../support/lab-truth.ts'

const {truth} = realityOf()
const arn = truth.mapping.eventSourceArn
const [stream] = truth.table.streams
const open = stream?.shards.filter(({closedMs}) => closedMs === null).length ?? 0
const status = (one: 'ENABLED' | 'DISABLED') => (stream ? {table: {streams: [{...stream, status: one}]}} : {})
const modified = (minutes: number) => ({function: {lastModifiedMs: nowMs - minutes * minuteMs, versions: new Map()}})
const updated = (minutes: number) => ({mapping: {lastModifiedMs: nowMs - minutes * minuteMs}})
const wide = {settings: {ParallelizationFactor: 2}}
const problem = {mapping: {lastProcessingResult: 'PROBLEM: Function call failed'}}

const weighted = {
  function: {aliases: new Map([['live', {name: 'live', version: '7', additionalVersionWeights: {8: 0.1}, revisionId: 'r'}]])},
}

const rows: Row[] = [
  [`The function was changed at ${minutesAgo(10)}, 2 min before that.`, modified(11), 'true'],
  [`The function was changed at ${minutesAgo(10)}, 2 min before that.`, modified(12), 'false'],
  [`The event source mapping was updated at ${minutesAgo(10)}, 2 min before that.`, updated(11), 'true'],
  [`The event source mapping was updated at ${minutesAgo(10)}, 2 min before that.`, updated(12), 'false'],
  ["Limit reached: the function's reserved concurrency (5 of 5 in use).", {function: {reservedConcurrency: 5}}, 'true'],
  ["Limit reached: the function's reserved concurrency (5 of 5 in use).", {function: {reservedConcurrency: 6}}, 'false'],
  ["Limit reached: the account's concurrency limit (10 of 10 in use).", {accountLimit: 10}, 'true'],
  ["Limit reached: the account's concurrency limit (10 of 10 in use).", {accountLimit: 11}, 'false'],
  ['Lag: the reserved concurrency of the function is 0, which stops it.', {function: {reservedConcurrency: 0}}, 'true'],
  ['AWS reports a reserved concurrency of 0, which disables a function.', {function: {reservedConcurrency: 1}}, 'false'],
  [`The shards need up to 9 at once: ${open} open shards × parallelization factor 2.`, wide, 'true'],
  [`The shards need up to 9 at once: ${open + 1} open shards × parallelization factor 2.`, wide, 'false'],
  [`The shards need up to 9 at once: ${open} open shards × parallelization factor 3.`, wide, 'false'],
  [`The stream has ${open} open shards, one for each partition.`, {}, 'true'],
  [`The stream has ${open + 1} open shards, one for each partition.`, {}, 'false'],
  ['MaximumRetryAttempts is -1: Lambda retries until the record expires.', {settings: {MaximumRetryAttempts: -1}}, 'true'],
  ['MaximumRetryAttempts is -1: Lambda retries until the record expires.', {settings: {MaximumRetryAttempts: 1}}, 'false'],
  ['MaximumRecordAgeInSeconds is 60, and the oldest batch is 60 s old.', {settings: {MaximumRecordAgeInSeconds: 60}}, 'true'],
  ['MaximumRecordAgeInSeconds is 60, and the oldest batch is 60 s old.', {settings: {MaximumRecordAgeInSeconds: 61}}, 'false'],
  ['ParallelizationFactor is 2, and was 4: as the journal has it.', wide, 'true'],
  ['ParallelizationFactor is 1, and was 4: as the journal has it.', wide, 'false'],
  ['BatchSize is 5, and was about 25: as the metrics show.', {settings: {BatchSize: 5}}, 'true'],
  ['BatchSize is 5, and was about 25: as the metrics show.', {settings: {BatchSize: 6}}, 'false'],
  ['The mapping has 1 filter: {}', {settings: {FilterPatterns: ['{}']}}, 'true'],
  ['The mapping has 1 filter: {}', {settings: {FilterPatterns: ['{}', '{}']}}, 'false'],
  ['AWS reports the state Disabled, for the reason "User action".', {mapping: {state: 'Disabled'}}, 'true'],
  ['AWS reports the state Disabled, for the reason "User action".', {mapping: {state: 'Disabling'}}, 'false'],
  ['Lag: AWS reports for the mapping: "PROBLEM: Function…".', problem, 'true'],
  ['AWS reported for the mapping: "PROBLEM: Function call failed"', problem, 'true'],
  ['Lag: AWS reports for the mapping: "PROBLEM: internal".', problem, 'false'],
  [`The mapping reads ${arn}.`, {}, 'true'],
  [`The mapping reads ${arn}.`, {mapping: {eventSourceArn: `${arn}1`}}, 'false'],
  [`The table's latest stream is ${stream?.arn}.`, {}, 'true'],
  [`The table's latest stream is ${stream?.arn}1.`, {}, 'false'],
  ['The stream is DISABLED: no record comes any more.', status('DISABLED'), 'true'],
  ['The stream is DISABLED: no record comes any more.', status('ENABLED'), 'false'],
  ['The mapping reads an old stream: the stream is DISABLED.', status('DISABLED'), 'true'],
  ['The mapping reads an old stream: the stream is DISABLED.', status('ENABLED'), 'false'],
  ['Lag: the function is Inactive.', {function: {state: 'Inactive'}}, 'true'],
  ['Lag: the function is Inactive.', {function: {state: 'Active'}}, 'false'],
  ['Lag: the function does not exist.', {function: null}, 'true'],
  ['Lag: the function does not exist.', {mapping: {functionArn: `${truth.function?.arn}:gone`}}, 'true'],
  ['Lag: the function does not exist.', {}, 'false'],
  [`AWS reports that ${truth.function?.arn} does not exist.`, {function: null}, 'true'],
  [`AWS reports that ${truth.function?.arn} is Failed.`, {function: {state: 'Failed'}}, 'true'],
  [`AWS reports that ${truth.function?.arn} is Failed.`, {}, 'false'],
  ['Its role may write to orders.', {roleAllows: action => action === 'dynamodb:UpdateItem'}, 'true'],
  ['Its role may write to orders.', {roleAllows: action => action === 'dynamodb:GetItem'}, 'false'],
  ['The alias live sends 11.5 % to version 8.', weighted, 'true'],
  ['The alias live sends 11.6 % to version 8.', weighted, 'false'],
  ['The alias live sends 10 % to version 7.', weighted, 'false'],
]

judgesAll('the settings', ofSettings, rows)
