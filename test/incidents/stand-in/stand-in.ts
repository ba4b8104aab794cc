import type {HttpRequest} from '@smithy/types'
import {cloudwatch} from './cloudwatch.ts'
import {dynamodb, dynamodbStreams} from './dynamodb.ts'
import {codeHost, lambda} from './lambda.ts'
import {logs} from './logs.ts'
import {kms, sqs} from './messages-and-keys.ts'
import {ec2, iam, type QueryService, sns, sts} from './query-services.ts'
import {AwsFailure, denied, type ListEntry, type Operations, type Wire, xml} from './wire.ts'
import type {World} from './world.ts'

interface Answer {
  statusCode: number
  headers: Record<string, string>
  body: Uint8Array
}

/** A stand-in for AWS's read APIs, for the clients of the SDK in this process. */
export interface StandIn {
  requestHandler: {
    handle: (request: HttpRequest & {body?: unknown}) => Promise<{response: Answer}>
    destroy: () => void
    updateHttpClientConfig: () => void
    httpHandlerConfigs: () => Record<string, never>
  }
  /** How often each IAM action was called. */
  calls: ReadonlyMap<string, number>
}

/** The services that name their operation in a header: the name that stands there, and the prefix of their actions. */
const targets: Readonly<Record<string, [action: string, service: (world: World) => Operations<Wire>]>> = {
  GraniteServiceVersion20100801: ['cloudwatch', cloudwatch],
  DynamoDB_20120810: ['dynamodb', dynamodb],
  DynamoDBStreams_20120810: ['dynamodb', dynamodbStreams],
  Logs_20140328: ['logs', logs],
  AmazonSQS: ['sqs', sqs],
  TrentService: ['kms', kms],
}

const forms: Readonly<Record<string, (world: World) => QueryService>> = {sts, iam, sns, ec2}

type Reply = (request: {path: string; query: URLSearchParams; method: string; body: string; target: string; service: string}) => {
  action: string
  render: () => {type: string; body: string}
}

export function standIn(world: World): StandIn {
  const calls = new Map<string, number>()
  const replies = {json: jsonServices(world), form: formServices(world), rest: restServices(world)}
  const handle = async (request: HttpRequest & {body?: unknown}): Promise<{response: Answer}> => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]))
    const [path = '/', search = ''] = request.path.split('?', 2)
    const asked = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
      [value].flat().map(one => [name, one ?? ''] as [string, string]),
    )
    const query = new URLSearchParams([...new URLSearchParams(search), ...asked])
    const date = new Date(world.nowMs).toUTCString()
    const write = (statusCode: number, type: string, body: string | Uint8Array, more: Record<string, string> = {}) => ({
      response: {
        statusCode,
        headers: {date, 'content-type': type, 'x-amzn-requestid': '3c1e7a52-9f40-4a7e-8a55-6d0f5b7c2e11', ...more},
        body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      },
    })
    if (request.hostname === codeHost)
      return world.code === undefined ? write(404, 'text/plain', '') : write(200, 'application/zip', world.code())
    const target = headers['x-amz-target'] ?? ''
    const isForm = (headers['content-type'] ?? '').includes('x-www-form-urlencoded')
    const reply = target !== '' ? replies.json : isForm ? replies.form : replies.rest
    const service = /^(?:[\w-]+\.)*?(sts|iam|sns|ec2|lambda|pipes|s3)\./.exec(request.hostname)?.[1] ?? ''
    const body = textOf(request.body)
    const {action, render} = reply({path: decodeURIComponent(path), query, method: request.method, body, target, service})
    calls.set(action, (calls.get(action) ?? 0) + 1)
    try {
      refuse(world, action)
      const {type, body} = render()
      return write(200, type, body)
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error
      const {code, status} = error
      const message = error.message.replace('PARTITION', world.place.partition)
      if (isForm || service === 's3') return write(status, 'text/xml', errorXml(service, code, message))
      const shape = JSON.stringify({__type: code, message, Message: message})
      return write(status, 'application/x-amz-json-1.0', shape, {'x-amzn-errortype': code, 'x-amzn-query-error': `${code};Sender`})
    }
  }
  const nothing = () => undefined
  return {requestHandler: {handle, destroy: nothing, updateHttpClientConfig: nothing, httpHandlerConfigs: () => ({})}, calls}
}

function textOf(body: unknown): string {
  if (body === undefined || body === null) return ''
  return typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array)
}

/** Denied and failing calls come before the world's answers. */
function refuse({deny = [], refuse: failing = {}}: World, action: string): void {
  if (deny.includes(action)) throw denied(action)
  const failure = failing[action]
  if (failure !== undefined) throw new AwsFailure(failure.code, failure.message, failure.status)
}

function jsonServices(world: World): Reply {
  const services = new Map(Object.entries(targets).map(([name, [prefix, make]]) => [name, {prefix, operations: make(world)}]))
  return ({target, body}) => {
    const [name = '', operation = ''] = target.split('.')
    const service = services.get(name)
    const action = service === undefined ? target : `${service.prefix}:${operation}`
    const render = () => {
      const answer = service?.operations[operation]
      if (answer === undefined) throw denied(action)
      return {type: 'application/x-amz-json-1.0', body: JSON.stringify(answer(body === '' ? {} : JSON.parse(body)))}
    }
    return {action, render}
  }
}

function formServices(world: World): Reply {
  const services = new Map(Object.entries(forms).map(([name, make]) => [name, make(world)]))
  return ({body, service: prefix}) => {
    const form = new URLSearchParams(body)
    const operation = form.get('Action') ?? ''
    const action = `${prefix}:${operation}`
    const render = () => {
      const service = services.get(prefix)
      const answer = service?.operations[operation]
      if (service === undefined || answer === undefined) throw denied(action)
      return {type: 'text/xml', body: enveloped(prefix, operation, service.namespace, xml(answer(form), service.entry))}
    }
    return {action, render}
  }
}

/** EC2 answers without a result element. */
const enveloped = (service: string, operation: string, namespace: string, inside: string): string =>
  service === 'ec2'
    ? `<${operation}Response xmlns="${namespace}"><requestId>3c1e7a52</requestId>${inside}</${operation}Response>`
    : `<${operation}Response xmlns="${namespace}"><${operation}Result>${inside}</${operation}Result></${operation}Response>`

function errorXml(service: string, code: string, message: string): string {
  // The services that speak XML call it AccessDenied, and EC2 UnauthorizedOperation.
  const name = code !== 'AccessDeniedException' ? code : service === 'ec2' ? 'UnauthorizedOperation' : 'AccessDenied'
  const inside = xml({Code: name, Message: message}, 'member' satisfies ListEntry)
  if (service === 's3') return `<Error>${inside}</Error>`
  if (service === 'ec2') return `<Response><Errors><Error>${inside}</Error></Errors><RequestID>3c1e7a52</RequestID></Response>`
  return `<ErrorResponse><Error><Type>Sender</Type>${inside}</Error><RequestId>3c1e7a52</RequestId></ErrorResponse>`
}

function restServices(world: World): Reply {
  const routes = lambda(world)
  return ({method, path, query, service}) => {
    const json = (answer: () => Wire) => () => ({type: 'application/json', body: JSON.stringify(answer())})
    if (service === 'pipes' && method === 'GET' && path === '/v1/pipes')
      return {action: 'pipes:ListPipes', render: json(() => pipesPage(world, query))}
    for (const route of service === 'lambda' ? routes : []) {
      const found = route.method === method ? route.path.exec(path) : null
      if (found !== null)
        return {action: `lambda:${route.operation}`, render: json(() => route.answer(found[1] ?? '', query, found[2] ?? ''))}
    }
    const action = `${service}:${method} ${path}`
    return {
      action,
      render: () => {
        throw denied(action)
      },
    }
  }
}

function pipesPage({pipes}: World, query: URLSearchParams): Wire {
  if (pipes === undefined) throw denied('pipes:ListPipes')
  return {Pipes: pipes.filter(({Source}) => String(Source).startsWith(query.get('SourcePrefix') ?? ''))}
}
