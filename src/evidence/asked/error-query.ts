/**
 * What Logs Insights is asked about errors: one row for each kind of line, with counts and two samples. All lines of an hour may be
 * thousands and hold personal data; a row for each kind is small.
 */

/** Words of connections that were not made or broke, in Node, Python, Java and Go. */
const network = [
  'ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_CONNECT_TIMEOUT|socket hang up',
  '[Cc]onnection refused|[Cc]onnect(?:ion)? timed out|Connect timeout|Read timeout|Read timed out|Connection reset|i\\/o timeout',
  'Name or service not known|Temporary failure in name resolution|no such host|UnknownHostException|Could not connect to the endpoint',
].join('|')

/** Words of AWS when a caller has to slow down. */
const throttled = 'Throttling\\w*|ProvisionedThroughputExceeded\\w*|TooManyRequests\\w*|RequestLimitExceeded|SlowDown|Rate exceeded'

/** Words of the platform about an invocation that it ended. */
const platform =
  'Task timed out|[Ss]tatus"?: ?"?timeout|signal: killed|Runtime\\.[A-Z]\\w+|Extension\\.[A-Z]\\w+|Runtime exited|heap out of memory|Unable to import module'

const denied = 'AccessDenied\\w*|UnauthorizedOperation|[Nn]ot authorized to perform'

/** Lines that say by their level, or by what they carry, that they are about an error. */
const said = '\\bERROR\\b|\\bFATAL\\b|\\bCRITICAL\\b|"level": ?"?(?:error|fatal|50|60)\\b|"errorType"|Traceback|Unhandled'

/** Lines of the platform: each failed invocation has several, and the code has said by itself why. */
const platformLine = '^(?:START|END|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|REPORT) |"type": ?"platform\\.'

/** What only the report says: the code had no chance to log it. */
const ended = '[Ss]tatus"?: ?"?timeout|Runtime\\.Exit\\w+|Runtime\\.OutOfMemory|Extension\\.[A-Z]\\w+'
const reportLine = '^REPORT |"type": ?"platform\\.report"'

/** Lines about errors; of the platform's own lines only the report counts, where the platform ended the invocation. */
const errorLines = (onlyOf: string): string[] => [
  `${onlyOf}filter @message like /${[said, network, throttled, platform, denied].join('|')}/`,
  `filter (not (@message like /${platformLine}/)) or (@message like /${reportLine}/ and @message like /${ended}/)`,
  'parse @message /(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/',
  'fields coalesce(@requestId, requestId, record.requestId, uuid) as request',
]

/** Groups come back as these columns. */
export const errorQuery = (onlyOf: string): string =>
  [
    ...errorLines(onlyOf),
    'parse @message /[Nn]ot authorized to perform:? (?<deniedAction>[\\w-]+:\\w+)/',
    `parse @message /(?<deniedWord>${denied})/`,
    `parse @message /(?<throttledWord>${throttled})/`,
    `parse @message /(?<networkWord>${network})/`,
    `parse @message /(?<platformWord>${platform})/`,
    'parse @message /"errorType": ?"(?<typeNamed>[^"]+)"/',
    'parse @message /(?<typeWord>[A-Za-z.]*(?:Error|Exception))\\b/',
    'fields coalesce(deniedAction, deniedWord, throttledWord, networkWord, platformWord, typeNamed, typeWord, "error") as what',
    'stats count(*) as lines, count_distinct(request) as requests, min(@timestamp) as first, max(@timestamp) as last, latest(@message) as newest, earliest(@message) as oldest by what',
    'sort lines desc',
  ].join('\n| ')

/** Requests that logged an error, minute by minute. */
export const failedByMinuteQuery = (onlyOf: string): string =>
  [...errorLines(onlyOf), 'stats count(*) as lines, count_distinct(request) as requests by bin(1m) as at'].join('\n| ')
