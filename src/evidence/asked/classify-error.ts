import type {LoggedError} from '../../model/evidence.ts'

/** What a line of the log says about an error. */
export type Classified = Pick<LoggedError, 'kind' | 'type' | 'host' | 'deniedAction' | 'deniedResource'>

/** The kinds by their words, first match. A line that ends in a timeout may name what it waited for: that comes first. */
const kinds: readonly [kind: string, pattern: RegExp][] = [
  ['access-denied', /AccessDenied|UnauthorizedOperation|not authorized to perform/i],
  ['throttled', /Throttling|ProvisionedThroughputExceeded|TooManyRequests|RequestLimitExceeded|SlowDown|Rate exceeded/],
  ['name-not-resolved', /ENOTFOUND|EAI_AGAIN|Name or service not known|name resolution|no such host|UnknownHostException/],
  ['connection-refused', /ECONNREFUSED|connection refused/i],
  [
    'connection-timed-out',
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|connect(?:ion)? timed out|Connect timeout|Read time(?:out|d out)|i\/o timeout/i,
  ],
  ['connection-reset', /ECONNRESET|EPIPE|socket hang up|connection reset/i],
  ['connection-failed', /Could not connect to the endpoint/],
  ['out-of-memory', /signal: killed|Runtime\.OutOfMemory|heap out of memory|\bMemoryError\b|OutOfMemoryError/],
  ['timeout', /Task timed out|status"?: ?"?timeout/i],
  [
    'import',
    /Runtime\.(?:ImportModuleError|HandlerNotFound|UserCodeSyntaxError|MalformedHandlerName)|Unable to import module|Cannot find module/,
  ],
]

/** The kind of an error, and what it names, from one line of text or JSON. Runtimes and AWS word them differently. */
export function classify(line: string): Classified {
  const kind = kinds.find(([, pattern]) => pattern.test(line))?.[0] ?? (outOfMemory(line) ? 'out-of-memory' : 'exception')
  return {
    kind,
    type: typeIn(line),
    host: /^connection-|^name-/.test(kind) ? hostIn(line) : null,
    deniedAction: /not authorized to perform:? ([\w-]+:\w+)/i.exec(line)?.[1] ?? null,
    deniedResource: /on resource:? ([^\s"'\\]+)/.exec(line)?.[1] ?? null,
  }
}

/** A process that went away with all its memory in use was killed for it; the report says both since 2025. */
function outOfMemory(line: string): boolean {
  if (!/Runtime\.ExitError|Runtime exited/.test(line)) return false
  const size = /Memory Size: (\d+)|"memorySizeMB": ?(\d+)/.exec(line)
  const used = /Max Memory Used: (\d+)|"maxMemoryUsedMB": ?(\d+)/.exec(line)
  return size !== null && used !== null && Number(used[1] ?? used[2]) >= Number(size[1] ?? size[2])
}

function typeIn(line: string): string | null {
  const named = /"errorType": ?"([^"]+)"/.exec(line) ?? /Error Type: (\S+)/.exec(line)
  // A package may stand before it: java.net.ConnectException.
  const worded = /(?:^|\W)((?:Runtime\.)?[A-Z]\w*(?:Error|Exception))\b/.exec(line.replace(/Invoke Error|Uncaught Exception/g, ''))
  return named?.[1] ?? worded?.[1] ?? null
}

const hosts: readonly RegExp[] = [
  // Node: connect ECONNREFUSED 10.0.0.1:443, getaddrinfo ENOTFOUND host. Libraries put the code in parentheses.
  /(?:ECONN\w+|ETIMEDOUT|E(?:HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN)\)?:? ((?:[\w-]+\.)+[\w-]+(?::\d+)?)/,
  /https?:\/\/([^/\s"'\\]+)/,
  // Go: dial tcp 10.0.0.1:443, lookup host. urllib3: host='…', port=443.
  /dial tcp ([\d.]+:\d+)|lookup ([\w.-]+)/,
  /host='([^']+)'/,
  // A name with two dots or a port is a host; a file or a class is not.
  /\b((?:[\w-]+\.){2,}[a-z]{2,}(?::\d+)?|(?:[\w-]+\.)+[a-z]{2,}:\d{2,5})\b/,
]

function hostIn(line: string): string | null {
  for (const pattern of hosts) {
    const found = pattern.exec(line)
    if (found !== null) return found[1] ?? found[2] ?? null
  }
  return null
}
