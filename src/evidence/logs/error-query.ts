import {insightsQuery} from './insights-query.ts'

/**
 * The one Logs Insights query for a function's failures. It is broad: the parser decides about each line (`error-lines.ts`). Nothing in it
 * needs discovered fields, which groups of the Infrequent Access class may lack, and nothing regards where in the line a word stands.
 */

/** Lines with the level of an error, as text, in colours, in JSON and as key=value. */
const levels = [
  String.raw`(?:\b|\dm)(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC)\b|\t(?:fail|crit)\t|^(?:fail|crit): |\[(?:ERR|FTL)\]| (?:ERR|FTL)\]`,
  String.raw`"[\w.@]*(?:[Ll]evel|[Ss]everity|lvl|@l)\w*":\s*"?(?:[Ee]rr|ERR|[Ff]atal|FATAL|[Cc]rit|CRIT|[Ss]evere|[Ee]merg|[Aa]lert|[Pp]anic|[56]0\b|[0-3]\b|[45]\d\d\b)`,
  String.raw`\b(?:level|lvl|severity)="?(?:[Ee]rr|ERR|[Ff]atal|FATAL|[Cc]rit|CRIT|[Pp]anic)`,
]

/** Errors that lines hold, whatever their level. */
const errors = [
  String.raw`"errorType"|"errorMessage"|"(?:exception|exception_name|exc_info|stack_trace|thrown)":\s*["\{\[]|"err(?:or)?":\s*(?:\{|"[^"])`,
  String.raw`Traceback \(most|[Uu]nhandled|[Uu]ncaught|\bpanic(?:ked)?\b|[A-Z]\w*(?:Error|Exception)\b|\b[Ee]rror: |[a-z]_exception\b|Errno::`,
  String.raw`[Ff]ailed to |[Uu]nable to |[Cc]ould not |Fatal error|fatal error|exec format error|fork\/exec|[Ss]egmentation fault|core dumped`,
]

/** Connections that were not made or broke, calls that were refused, memory that ran out. */
const reasons = [
  String.raw`ECONN\w+|E\w*TIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_\w+|socket hang up|[Cc]onnection (?:refused|reset|error)`,
  String.raw`[Cc]onnect(?:ion)? time|Read time|i\/o timeout|deadline exceeded|no such host|[Nn]ame resolution|Name or service not known|timeout of \d+ ?ms`,
  String.raw`Throttl\w+|ThroughputExceeded|Too ?Many ?Requests|RequestLimitExceeded|SlowDown|[Rr]ate ?[Ll]imit|Rate ?[Ee]xceeded|\b429\b|RESOURCE_EXHAUSTED`,
  String.raw`AccessDenied\w*|UnauthorizedOperation|[Nn]ot authorized|no permissions for|heap out of memory|Reached heap limit|out of memory|Allowed memory size`,
]

/** Lines of the platform and of runtimes about failures; of reports those with a status, which success does not have. */
const platform = [
  String.raw`Task timed out|Runtime exited|signal: \w|Process exited before|exit status \d|(?:Runtime|Extension|Sandbox)\.[A-Z]\w+|Invoke Error`,
  String.raw`\bStatus: (?:error|timeout|failure)|"type":\s*"platform\.\w+".*"status":\s*"(?:error|timeout|failure)"`,
]

/** Items that failed inside an answer of success. */
const items = [String.raw`["']errors\\*["']:\s*[Tt]rue|["']Failed(?:Record|Put|Entry)Count\\*["']:\s*[1-9]|["']Failed["']:\s*\[\s*\{`]

const request = '(?:AWS|aws_?|function_|lambda_)?[Rr]equest_?[Ii]d'
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** So much of a line is read, and its last line: where Python names the error of a traceback. */
const mostCharacters = 2000

/** The most rows of each query: Logs Insights has a page of 10,000, and a few seconds of a busy function show how its lines look. */
export const mostRows = {errors: 10_000, newest: 1000} as const

/** Without these a row tells nothing. */
export const errorColumns = ['@timestamp', 'line'] as const

/** Lines that tell of failures, newest first. `streams`: a filter on the log streams, or null. */
export const errorsQuery = (streams: string | null): string =>
  insightsQuery(
    streams,
    `filter @message like /${[...levels, ...errors, ...reasons, ...platform, ...items].join('|')}/`,
    String.raw`parse @message /(?:^|\n)(?<last>[^\n]{1,500})\s*$/`,
    String.raw`parse @message /"(?:errorType|exception_name)":\s*"(?<named>[^"]+)"/`,
    `parse @message /"(?:${request})":\\s*"(?<request>${uuid})"/`,
    `fields @timestamp, @logStream, substr(@message, 0, ${mostCharacters}) as line`,
    'sort @timestamp desc',
    'display @timestamp, @logStream, line, last, named, request',
  )

/** The newest lines of all kinds: the lines before a report, where no line has a known format. */
export const newestQuery = (streams: string | null): string =>
  insightsQuery(
    streams,
    'fields @timestamp, @logStream, substr(@message, 0, 500) as line',
    'sort @timestamp desc',
    'display @timestamp, @logStream, line',
  )
