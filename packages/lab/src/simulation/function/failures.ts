/** The language of a function's code: errors read differently. */
export type Language = 'node' | 'python'

export const languageOf = (runtime: string): Language => (runtime.startsWith('python') ? 'python' : 'node')

/** An error as it stands in the log. */
export interface Failure {
  /** As the runtime names it: `TypeError`, `Runtime.ExitError`. */
  type: string
  message: string
  /** Frames, innermost first; empty for errors of the runtime itself. */
  stack: readonly string[]
  /** The code has caught it and dealt with it: it is logged, and nothing fails. */
  handled?: true
}

const stacks: Record<Language, readonly string[]> = {
  node: [
    'at toOrder (/var/task/index.js:41:27)',
    'at project (/var/task/index.js:73:19)',
    'at Runtime.handler (/var/task/index.js:96:11)',
    'at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
  ],
  python: [
    'File "/var/task/projector.py", line 62, in handler\n    project(record)',
    'File "/var/task/projector.py", line 31, in project\n    order = to_order(record["dynamodb"]["NewImage"])',
  ],
}

const withStack = (language: Language, type: string, message: string): Failure => ({type, message, stack: stacks[language]})

/** Ways in which code breaks at a record that it does not expect. */
const dataFailures: Record<Language, readonly (readonly [type: string, message: string])[]> = {
  node: [
    ['TypeError', "Cannot read properties of undefined (reading 'S')"],
    ['TypeError', "Cannot read properties of undefined (reading 'N')"],
    ['ValidationError', '"total" must be a number'],
    ['SyntaxError', 'Cannot convert 128,40 to a BigInt'],
  ],
  python: [
    ['KeyError', "'N'"],
    ['ValueError', "could not convert string to float: '128,40'"],
    ['InvalidOperation', "[<class 'decimal.ConversionSyntax'>]"],
  ],
}

/** @param draw 0–1: which of the ways. */
export function dataFailure(language: Language, draw: number): Failure {
  const list = dataFailures[language]
  const [type, message] = list[Math.floor(draw * list.length)] as readonly [string, string]
  return withStack(language, type, message)
}

/** Mistakes in the code that break it whatever it is given. */
const codeFailures: Record<Language, readonly (readonly [type: string, message: string])[]> = {
  node: [
    ['TypeError', 'client.send is not a function'],
    ['ReferenceError', 'INDEX_NAME is not defined'],
    ['Error', 'Missing required environment variable INDEX_URL'],
  ],
  python: [
    ['NameError', "name 'index_name' is not defined"],
    ['AttributeError', "'Projector' object has no attribute 'put_all'"],
    ['KeyError', "'INDEX_URL'"],
  ],
}

export function codeFailure(language: Language, draw: number): Failure {
  const list = codeFailures[language]
  const [type, message] = list[Math.floor(draw * list.length)] as readonly [string, string]
  return withStack(language, type, message)
}

/** The error of code that now and then fails and passes when it is tried again. */
export const passingFailure = (language: Language): Failure =>
  language === 'node'
    ? withStack(language, 'Error', 'Request failed with status code 503')
    : withStack(language, 'HTTPError', '503 Server Error: Service Unavailable')

/** Failures that code catches, logs and tries again, or passes over because the work has been done before. */
const handledFailures: Record<Language, readonly (readonly [type: string, message: string])[]> = {
  node: [
    ['Error', 'connect ECONNREFUSED 10.3.18.44:443'],
    ['Error', 'read ECONNRESET'],
    ['TimeoutError', 'socket hang up: the request timed out after 800 ms'],
    ['ConditionalCheckFailedException', 'The conditional request failed'],
    ['ThrottlingException', 'Rate exceeded'],
  ],
  python: [
    ['ConnectionRefusedError', '[Errno 111] Connection refused'],
    ['ReadTimeoutError', "HTTPSConnectionPool(host='index.acme-shop.io', port=443): Read timed out. (read timeout=0.8)"],
    [
      'ConditionalCheckFailedException',
      'An error occurred (ConditionalCheckFailedException) when calling the PutItem operation: The conditional request failed',
    ],
    ['ThrottlingException', 'An error occurred (ThrottlingException) when calling the PutItem operation: Rate exceeded'],
  ],
}

/** @param draw 0–1: which of them. */
export function handledFailure(language: Language, draw: number): Failure {
  const list = handledFailures[language]
  const [type, message] = list[Math.floor(draw * list.length)] as readonly [string, string]
  return {...withStack(language, type, message), handled: true}
}

/** A package is missing from the deployment: the start of the environment fails. */
export function importFailure(language: Language, handler: string): Failure {
  const module = handler.split('.').slice(0, -1).join('.')
  return language === 'node'
    ? {
        type: 'Runtime.ImportModuleError',
        message: `Error: Cannot find module '@acme/search'\nRequire stack:\n- /var/task/${module}.js\n- /var/runtime/index.mjs`,
        stack: [
          "Runtime.ImportModuleError: Error: Cannot find module '@acme/search'",
          'at _loadUserApp (file:///var/runtime/index.mjs:1061:17)',
        ],
      }
    : {type: 'Runtime.ImportModuleError', message: `Unable to import module '${module}': No module named 'acme_search'`, stack: []}
}

/** Lambda killed the process: it used more memory than it has. */
export const killed: Failure = {
  type: 'Runtime.ExitError',
  message: 'RequestId: * Error: Runtime exited with error: signal: killed',
  stack: [],
}

/** No process listens at the other end. */
export const refusedFailure = (language: Language, host: string): Failure =>
  language === 'node'
    ? withStack(language, 'Error', `connect ECONNREFUSED ${host}:443`)
    : withStack(language, 'ConnectionError', `[Errno 111] Connection refused (ECONNREFUSED): ${host}:443`)

/** Packets to the other end are dropped. */
export const droppedFailure = (language: Language, host: string): Failure =>
  language === 'node'
    ? withStack(language, 'TimeoutError', `connect ETIMEDOUT ${host}:443`)
    : withStack(language, 'ConnectTimeoutError', `Connect timeout on endpoint URL: "https://${host}/" [Errno 110] ETIMEDOUT`)

/** The name of the other end is not resolved. */
export const unknownHostFailure = (language: Language, host: string): Failure =>
  language === 'node'
    ? withStack(language, 'Error', `getaddrinfo ENOTFOUND ${host}`)
    : withStack(language, 'EndpointConnectionError', `Could not connect to the endpoint URL: "https://${host}/": [Errno -2] ENOTFOUND`)

/** The words of IAM's answer (IAM User Guide, "Troubleshoot access denied error messages"). */
export function deniedFailure(language: Language, caller: string, action: string, resource: string, explicit: boolean): Failure {
  const why = explicit
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`
  const words = `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${why}`
  const operation = action.split(':')[1] ?? action
  return language === 'node'
    ? withStack(language, 'AccessDeniedException', words)
    : withStack(language, 'ClientError', `An error occurred (AccessDeniedException) when calling the ${operation} operation: ${words}`)
}
