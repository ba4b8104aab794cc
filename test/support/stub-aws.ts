/** The input of an operation as it was on the wire: the JSON body, or the query and the name in the path. */
export type Input = Record<string, unknown>

/** An HTTP answer that is not the usual 200. */
export interface Reply {
  status: number
  headers?: Record<string, string>
  body: string | Uint8Array
  /** The body for services that speak XML, when it differs. */
  xml?: string
}

/** The answer of an operation: a body in AWS's wire format, a Reply, or either one by input; `throw` inside for a network error. */
export type Answer = object | Reply | ((input: Input, nth: number) => object | Reply | Promise<object | Reply>)

interface StubCall {
  /** IAM action. */
  action: string
  input: Input
}

/** An error of AWS, in JSON, and in XML that can be read in the three ways in which STS and IAM, EC2, and S3 write theirs. */
export const failure = (status: number, name: string, message = name): Reply => ({
  status,
  headers: {'x-amzn-errortype': name, 'content-type': 'application/json'},
  body: JSON.stringify({__type: name, message, Message: message}),
  xml: xml({Response: {...said(name, message), Error: said(name, message), Errors: {Error: said(name, message)}}}),
})

const said = (Code: string, Message: string) => ({Code, Message})

/** Elements by their names; a list's are `member` in most services, `item` in EC2, whose names end with "Set" or so. */
function xml(value: unknown, list = 'member'): string {
  if (Array.isArray(value)) return value.map(one => `<${list}>${xml(one, list)}</${list}>`).join('')
  if (typeof value !== 'object' || value === null) return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return Object.entries(value)
    .map(([name, one]) => `<${name}>${xml(one, list)}</${name}>`)
    .join('')
}

export const denied = (action: string): Reply =>
  failure(403, 'AccessDeniedException', `User: arn:aws:iam::111122223333:user/kim is not authorized to perform: ${action}`)

/** A page of a proxy, or of an endpoint that is not AWS. */
export const htmlPage = (status: number): Reply => ({
  status,
  headers: {'content-type': 'text/html'},
  body: '<!doctype html><html lang="en"><title>Not Found</title></html>',
})

export const identity: Reply = {
  status: 200,
  headers: {'content-type': 'text/xml'},
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::111122223333:user/kim</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>`,
}

interface WireRequest {
  method: string
  path: string
  query?: Record<string, unknown>
  headers: Record<string, string>
  hostname: string
  body?: unknown
}

/**
 * A request handler that answers the SDK from a table by IAM action. An action that is not in it is an error of the test.
 * `date` is AWS's time; the SDK retries errors whose date is far from the local clock, which tests of counts do not want.
 * Each request is answered at once, until the test holds the answers back to see the parallel requests.
 */
export function stubAws(table: Readonly<Record<string, Answer>>, date = new Date().toUTCString()) {
  const calls: StubCall[] = []
  const {arrived, hold} = gate()
  const handle = async (request: WireRequest) => {
    const {action, input} = read(request)
    const nth = calls.filter(call => call.action === action).length + 1
    calls.push({action, input})
    await arrived(action)
    const answer = table[action]
    if (answer === undefined) throw new Error(`the test has no answer for ${action}`)
    return {response: write(typeof answer === 'function' ? await answer(input, nth) : answer, date, action)}
  }
  return {requestHandler: {handle}, calls, hold, count: (action: string) => calls.filter(call => call.action === action).length}
}

/**
 * From `hold()` on no request is answered before the test lets it go. `trip(n)` waits, however long the machine takes, until n
 * requests wait for their answers, lets them go, and says which they were. Fewer would time out: they depend on an answer.
 */
function gate() {
  let held = false
  let waiting: {action: string; go: () => void}[] = []
  let notice = () => {}
  const trip = async (n: number): Promise<string[]> => {
    while (waiting.length < n) {
      await new Promise<void>(resolve => {
        notice = resolve
      })
    }
    const answered = waiting
    waiting = []
    for (const {go} of answered) go()
    return answered.map(({action}) => action).sort()
  }
  return {
    arrived: (action: string) =>
      new Promise<void>(go => {
        if (!held) return go()
        waiting.push({action, go})
        notice()
      }),
    hold: () => {
      held = true
      return trip
    },
  }
}

const services: Record<string, string> = {
  GraniteServiceVersion20100801: 'cloudwatch',
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodb',
  Logs_20140328: 'logs',
  AmazonSQS: 'sqs',
  TrentService: 'kms',
}

/** The parts of Lambda's paths that tell its operations apart, in this order. */
const lambdaPaths: readonly [string, string][] = [
  ['/event-source-mappings', 'ListEventSourceMappings'],
  ['/account-settings', 'GetAccountSettings'],
  ['/aliases/', 'GetAlias'],
  ['/aliases', 'ListAliases'],
  ['/versions', 'ListVersionsByFunction'],
  ['/provisioned-concurrency', 'ListProvisionedConcurrencyConfigs'],
  ['/functions/', 'GetFunction'],
]

function read({path, query, headers, hostname, body}: WireRequest): {action: string; input: Input} {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body ?? '')
  const [target, operation] = headers['x-amz-target']?.split('.') ?? []
  if (target !== undefined) return {action: `${services[target]}:${operation}`, input: JSON.parse(text || '{}')}
  // Signed for 20260101/REGION/SERVICE.
  const [, signedFor] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? []
  if (signedFor === undefined) return {action: `GET ${hostname}${path}`, input: {...headers}}
  if (signedFor === 's3')
    return {action: query && 'encryption' in query ? 's3:GetEncryptionConfiguration' : 's3:GetBucketLocation', input: {hostname, path}}
  if (signedFor === 'pipes') return {action: 'pipes:ListPipes', input: {...query}}
  if (signedFor !== 'lambda') {
    const form = Object.fromEntries(new URLSearchParams(text))
    return {action: `${signedFor}:${form.Action}`, input: {...form, authorization: headers.authorization}}
  }
  const name = /\/event-source-mappings\/[^/]+/.test(path)
    ? 'GetEventSourceMapping'
    : lambdaPaths.find(([part]) => path.includes(part))?.[1]
  const [, , , functionName, , alias] = path.split('/').map(decodeURIComponent)
  return {
    action: `lambda:${name}`,
    input: {...query, ...(path.includes('/functions/') && {FunctionName: functionName}), ...(alias && {Name: alias})},
  }
}

const isReply = (answer: object): answer is Reply => 'status' in answer && 'body' in answer

const speakXml = new Set(['sts', 'iam', 'sns', 'ec2', 's3'])

function write(answer: object | Reply, date: string, action: string) {
  const [service = '', operation = ''] = action.split(':')
  const speaksXml = speakXml.has(service)
  const reply: Reply = isReply(answer) ? answer : {status: 200, ...(speaksXml ? inXml(answer, service, operation) : inJson(answer))}
  const body = speaksXml ? (reply.xml ?? reply.body) : reply.body
  return {
    statusCode: reply.status,
    headers: {date, ...reply.headers},
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  }
}

const inJson = (answer: object) => ({headers: {'content-type': 'application/json'}, body: JSON.stringify(answer)})

function inXml(answer: object, service: string, operation: string) {
  const wrapped = service === 'ec2' || service === 's3' ? answer : {[`${operation}Result`]: answer}
  const body = xml({[`${operation}Response`]: wrapped}, service === 'ec2' ? 'item' : 'member')
  return {headers: {'content-type': 'text/xml'}, body}
}
