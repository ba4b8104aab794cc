import type {ErrorLine, LogKind} from '../../model/evidence/log-lines.ts'
import {deniedBy, saysExplicitly} from '../../signs/denied-by.ts'

/** The reason of a failure, and the names in its words. */
export type Classified = Pick<ErrorLine, 'kind' | 'host' | 'deniedAction' | 'deniedResource' | 'deniedBy' | 'deniedExplicitly'>

/**
 * The kinds by words that runtimes, AWS and libraries write, in order: the more exact kind comes first. A line about a timeout may name the thing that was
 * waited for.
 */
const kinds: readonly [kind: LogKind, pattern: RegExp][] = [
  // A search cluster that protects its disk answers 403, and no policy is the reason.
  ['exception', /cluster_block_exception/],
  [
    'access-denied',
    /AccessDenied|UnauthorizedOperation|[Nn]ot authorized to perform|KMS key access denied|security_exception|no permissions for \[|\b403\b[^.\n]{0,20}Forbidden/,
  ],
  [
    'downstream-throttled',
    /Throttl(?:ing|ed)|ThroughputExceeded|TooManyRequests|Too Many Requests|RequestLimitExceeded|SlowDown|Rate ?[Ee]xceeded|rejected_execution|[Rr]ate ?[Ll]imit(?:ed|ing|Exceeded| exceeded)|status code:? 429|\b429\b[^\n]{0,40}(?:retry|requests)|RESOURCE_EXHAUSTED/,
  ],
  // The service answers: client and server do not agree on the protocol, the cipher or the certificate (OpenSSL, Node, Go, Java, .NET).
  [
    'handshake-refused',
    /CERTIFICATE_VERIFY_FAILED|[Cc]ertificate (?:verify failed|verification failed|has expired|is not (?:yet )?valid|is invalid|required)|(?:bad|unknown) certificate|certificate signed by|[Ss]elf[- ]signed certificate|unable to (?:get|verify) (?:the )?(?:local |first )?(?:issuer )?certificate|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)\w*|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|SELF_SIGNED_CERT\w*|ERR_TLS_CERT\w+|does not match certificate|x509: |\btls: |SSLHandshakeException|SSLPeerUnverified|PKIX path|UNSUPPORTED_PROTOCOL|LEGACY_RENEGOTIATION|WRONG_VERSION_NUMBER|wrong version number|(?:ssl|tls)v?\d*[ _]alert|SSL alert number|HANDSHAKE_FAILURE|handshake failure|no shared cipher|NO_SHARED_CIPHER|no cipher match|_KEY_TOO_SMALL|key too small|MD_TOO_WEAK|TLSV1_ALERT|RemoteCertificate\w+|AuthenticationException: (?:Authentication failed|The remote certificate)/,
  ],
  [
    'name-not-resolved',
    /ENOTFOUND|EAI_AGAIN|Name or service not known|[Nn]ame resolution|no such host|UnknownHostException|[Cc]ould not resolve host|getaddrinfo|nodename nor servname|dns error/,
  ],
  ['connection-refused', /ECONNREFUSED|[Cc]onnection refused|actively refused/],
  [
    'connection-timed-out',
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ESOCKETTIMEDOUT|ECONNABORTED|UND_ERR_\w*TIMEOUT|[Cc]onnect(?:ion)? timed out|[Cc]onnect timeout|ConnectTimeout|ReadTimeout|Read time(?:out|d out)|OpenTimeout|SocketTimeout|i\/o timeout|context deadline exceeded|Client\.Timeout|timeout of \d+ ?ms exceeded|cURL error 28|No route to host|[Nn]etwork is unreachable/,
  ],
  [
    'connection-reset',
    /ECONNRESET|EPIPE|socket hang up|[Cc]onnection reset|RemoteDisconnected|[Bb]roken pipe|forcibly closed|closed connection without response/,
  ],
  [
    'connection-failed',
    /Could not connect to the endpoint|Failed to (?:open TCP connection|connect to)|[Cc]onnection error|error trying to connect|tcp connect error|Max retries exceeded with url|fetch failed|A connection attempt failed/,
  ],
  [
    'out-of-memory',
    /signal: killed|Runtime\.OutOfMemory|Reached heap limit|heap out of memory|\bMemoryError\b|NoMemoryError|OutOfMemory(?:Error|Exception)|GC overhead limit|Allowed memory size of|runtime: out of memory|cannot allocate memory|memory allocation of \d+ bytes failed/,
  ],
  ['timeout', /Task timed out after|Sandbox\.Timed[Oo]ut/],
  [
    'import',
    /Runtime\.(?:ImportModuleError|HandlerNotFound|UserCodeSyntaxError|MalformedHandlerName)|Unable to import module|Cannot find (?:module|package)|ERR_MODULE_NOT_FOUND|\b(?:ModuleNotFoundError|ImportError|LoadError|NoClassDefFoundError|ClassNotFoundException)\b|No module named|cannot load such file|Class not found: |[Cc]ould not find the specified handler|Could not load file or assembly/,
  ],
  [
    'init',
    /Runtime\.Invalid\w+|Runtime\.(?:BootstrapError|NoHandler\w*)|Extension\.[A-Z]\w+|exec format error|fork\/exec|[Cc]ouldn't find valid bootstrap|failed to initialize|Init<\w+>/,
  ],
  [
    'crash',
    /Runtime\.ExitError|Runtime exited|Process exited before completing|signal: \w|[Ss]egmentation fault|core dumped|exit status \d/,
  ],
]

const kindIn = (text: string): LogKind | null => kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? null

/** From the error's own words; where they leave it open, from all of the line, which may have an inner error. */
export function classify(words: string, type: string | null, line: string): Classified {
  const kind = kindIn(`${type ?? ''} ${words}`) ?? kindIn(line) ?? (type === null ? 'unknown' : 'exception')
  return {
    kind,
    host: /^connection-|^name-|^handshake-/.test(kind) ? (hostIn(words) ?? hostIn(line)) : null,
    deniedAction: /not authorized to perform:? ([\w-]+:\w+)/i.exec(line)?.[1] ?? null,
    deniedResource: kind === 'access-denied' ? (/on resource:? \\?["']?([^\s"'\\]+)/.exec(line)?.[1] ?? null) : null,
    deniedBy: kind === 'access-denied' ? deniedBy(line) : null,
    deniedExplicitly: kind === 'access-denied' && saysExplicitly(line),
  }
}

const hosts: readonly RegExp[] = [
  // Node: connect ECONNREFUSED 10.0.0.1:443, getaddrinfo ENOTFOUND host. Libraries put the code in parentheses.
  /(?:ECONN\w+|ETIMEDOUT|E(?:HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN)\)?:? ((?:[\w-]+\.)+[\w-]+(?::\d+)?)/,
  /https?:\/\/([^/\s"'\\]+)/,
  // Go: dial tcp 10.0.0.1:443, lookup host. urllib3: host='…', port=443.
  /dial tcp ([\d.]+:\d+)|lookup ([\w.-]+)/,
  /host='([^']+)'/,
  // A name with two dots or a port is a host; a class, or a file with a line, is not.
  /\b((?:[\w-]+\.){2,}[a-z]{2,}(?::\d+)?|(?:[\w-]+\.)+(?!(?:[cm]?[jt]sx?|py|rb|go|rs|cs|java|kt|php|cpp):)[a-z]{2,}:\d{2,5})\b/,
]

function hostIn(line: string): string | null {
  for (const pattern of hosts) {
    const found = pattern.exec(line)
    if (found !== null) return found[1] ?? found[2] ?? null
  }
  return null
}
