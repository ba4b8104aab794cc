import {ofFailures} from '../../../bench/accuracy/claims/failures.ts'
import {judgesAll, lane, minuteMs, minutesAgo, nowMs, type Row} from '../../support/lab-truth.ts'

const half = {since: {failed: 30}}
const same = (at: string) => `The same batch is retried: for 12 minutes its last record has been the one written at ${at}.`
const share = (said: number) => `1,800 errors in 3,600 invocations (${said} %), in 60 of 60 minutes since ${minutesAgo(60)}.`
const updated = {function: {runtimeUpdatedMs: nowMs - 60 * minuteMs}}
const runtime = (when: string) =>
  `The runtime version changed from nodejs:22.v1 to nodejs:22.v2 ${when}. In the update mode Auto, AWS does that by itself.`
const logged = {before: {errors: ['ValidationError "total" must be a number']}}

const throttles = 'A service that the function calls throttles it: the calls are retried, and the invocation waits for them or fails.'

const rows: Row[] = [
  [share(50), half, 'true'],
  [share(57), half, 'true'],
  [share(58), half, 'false'],
  [same(minutesAgo(28)), {lanes: [lane(30 * 60, 1)]}, 'true'],
  [same(minutesAgo(27)), {lanes: [lane(30 * 60, 1)]}, 'false'],
  [same(minutesAgo(30)), {lanes: [lane(30 * 60, 0)]}, 'false'],
  [
    `Errors is 0 in 60 invocations since ${minutesAgo(60)}: the function reports failed records in its response (ReportBatchItemFailures), which no Errors metric counts.`,
    {settings: {FunctionResponseTypes: ['ReportBatchItemFailures']}},
    'true',
  ],
  [
    `Errors is 0 in 60 invocations since ${minutesAgo(60)}: the function reports failed records in its response (ReportBatchItemFailures), which no Errors metric counts.`,
    {settings: {FunctionResponseTypes: []}},
    'false',
  ],
  ['Errors is 0.', {}, 'true'],
  ['Errors is 0.', {since: {failed: 1}}, 'false'],
  ['Errors and throttles are few: it is slow, and does not fail.', {since: {failed: 3.6}}, 'true'],
  ['Errors and throttles are few: it is slow, and does not fail.', {since: {failed: 3.7}}, 'false'],
  ['FailedInvokeEventCount counts 12 failed records of this mapping.', {lanes: [lane(60, 1)]}, 'true'],
  ['FailedInvokeEventCount counts 12 failed records of this mapping.', {lanes: [lane(60, 0)]}, 'false'],
  ['No batch is stuck, and errors are few.', {lanes: [lane(60, 2)]}, 'true'],
  ['No batch is stuck, and errors are few.', {lanes: [lane(60, 3)]}, 'false'],
  ['No batch is stuck, and errors are few.', half, 'false'],
  ['The longest invocations take 3 s, as long as the timeout.', {function: {timeoutSeconds: 3}, since: {timedOut: 1}}, 'true'],
  ['The longest invocations take 3 s, as long as the timeout.', {function: {timeoutSeconds: 4}, since: {timedOut: 1}}, 'false'],
  ['The longest invocations take 3 s, as long as the timeout.', {function: {timeoutSeconds: 3}}, 'false'],
  ['Before it began, the slowest took 1.2 s.', {before: {longestMs: 1000}}, 'true'],
  ['Before it began, the slowest took 1.3 s.', {before: {longestMs: 1000}}, 'false'],
  ['Up to 256 MB of 256 MB were in use.', {since: {mostMb: 256}}, 'true'],
  ['Up to 256 MB of 256 MB were in use.', {since: {mostMb: 222}}, 'false'],
  ['Up to 256 MB of 256 MB were in use.', {since: {mostMb: 256, sizesMb: [512]}}, 'false'],
  ['Logged in 83 requests: ValidationError: "…" must be a number', logged, 'true'],
  ['Logged in 83 requests: TypeError: "…" must be a number', logged, 'false'],
  ['Logged in 83 requests: Task timed out after 3.00 seconds', {before: {timedOut: 1}}, 'true'],
  ['Logged in 83 requests: Task timed out after 3.00 seconds', {}, 'false'],
  ['Errors come 3.2 at a time: a batch that never succeeds gets 2 attempts.', {settings: {MaximumRetryAttempts: 1}}, 'true'],
  ['Errors come 3.3 at a time: a batch that never succeeds gets 2 attempts.', {settings: {MaximumRetryAttempts: 1}}, 'false'],
  ['Errors come 2 at a time: a batch that never succeeds gets 2 attempts.', {settings: {MaximumRetryAttempts: 2}}, 'false'],
  [
    'Initialization fails in 61 starts, phase init: Runtime.ImportModuleError.',
    {before: {notStarted: 1, errors: ['Runtime.ImportModuleError Unable to import']}},
    'true',
  ],
  [
    'Initialization fails in 62 starts, phase init: Runtime.ImportModuleError.',
    {before: {notStarted: 1, errors: ['Runtime.ImportModuleError Unable to import']}},
    'false',
  ],
  [
    'Initialization fails in 1 start, phase init: Runtime.ImportModuleError.',
    {before: {notStarted: 1, errors: ['Runtime.ExitError']}},
    'false',
  ],
  [runtime(`at ${minutesAgo(50)}, when it began`), updated, 'true'],
  [runtime(`at ${minutesAgo(49)}, when it began`), updated, 'false'],
  [runtime(`at ${minutesAgo(61)}, when it began`), updated, 'false'],
  [runtime(`at ${minutesAgo(60)}, when it began`), {}, 'false'],
  [runtime(`between ${minutesAgo(61)} and ${minutesAgo(60)}, when it began`), updated, 'true'],
  [runtime(`between ${minutesAgo(62)} and ${minutesAgo(61)}, when it began`), updated, 'false'],
  [runtime(`between ${minutesAgo(59)} and ${minutesAgo(58)}, when it began`), updated, 'false'],
  [throttles, {before: {errors: ['TooManyRequestsException Rate exceeded']}}, 'true'],
  [throttles, {before: {errors: ['TypeError x is undefined']}}, 'false'],
]

judgesAll('failures', ofFailures, rows)
