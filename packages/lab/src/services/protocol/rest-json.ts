import type {RawAnswer} from '../lambda/invoke.ts'
import type {Call} from './call.ts'
import {fromJson, fromParameters} from './decode.ts'
import {AwsError, type CommonErrors} from './errors.ts'
import {toJson} from './json.ts'
import type {Route} from './operation.ts'
import {bodyText, type WireRequest, type WireResponse} from './wire.ts'

/** Lambda's errors that spell their text `Message`; the others say `message` (Lambda's service model). */
const capitalMessage = new Set(['ResourceNotFoundException', 'ResourceInUseException', 'ServiceException', 'AccessDeniedException'])

/** Errors of AWS's front door, which know no Type. */
const frameworkErrors = new Set(['ValidationException', 'AccessDeniedException', 'ExpiredTokenException', 'UnknownOperationException'])

export interface RestService {
  prefix: string
  /** Of all its paths, known operations or not. */
  paths: RegExp
  errors: CommonErrors
  routes: readonly Route[]
}

const headers = {'content-type': 'application/json'}

/** REST-JSON (Lambda, EventBridge Pipes): the operation is the method and path, the error's type stands in `x-amzn-ErrorType`. */
export function restJsonCall(request: WireRequest, services: readonly RestService[]): Call | null {
  const service = services.find(({paths}) => paths.test(request.path))
  if (service === undefined) return null
  const found = match(request, service.routes)
  const name = found?.route.name ?? `${request.method} ${request.path}`
  return {
    action: found?.route.operation.action ?? `${service.prefix}:${name}`,
    name,
    operation: found?.route.operation ?? null,
    errors: service.errors,
    read: ({input}) => ({
      ...(found?.route.raw ? rawMembers(request) : fromJson(input, json(request))),
      ...fromParameters(input, new Map([...Object.entries(request.query), ...Object.entries(found?.labels ?? {})])),
    }),
    answer: output => {
      if (found?.route.raw) return rawAnswer(output as RawAnswer)
      const status = found?.route.status ?? 200
      return {status, headers: status === 204 ? {} : headers, body: status === 204 ? '' : toJson(output)}
    },
    refuse: error => ({
      status: error.status,
      headers: {...headers, 'x-amzn-ErrorType': error.type, ...(error.status === 429 ? {'retry-after': '1'} : {})},
      body: toJson({
        ...(frameworkErrors.has(error.type) ? {} : {Type: error.status < 500 ? 'User' : 'Service'}),
        ...error.fields,
        [capitalMessage.has(error.type) ? 'Message' : 'message']: error.message,
      }),
    }),
  }
}

function rawMembers(request: WireRequest): Record<string, unknown> {
  const type = request.headers['x-amz-invocation-type']
  return {Payload: bodyText(request.body), ...(type === undefined ? {} : {InvocationType: type})}
}

const rawAnswer = (answer: RawAnswer): WireResponse => ({
  status: answer.status,
  headers: answer.status === 204 ? {} : {...headers, ...answer.headers},
  body: answer.payload,
})

function match(request: WireRequest, routes: readonly Route[]): {route: Route; labels: Record<string, string>} | null {
  const segments = request.path.replace(/\/$/, '').split('/')
  for (const route of routes) {
    const isAsked = route.method === request.method && (route.asks === undefined || route.asks in request.query)
    const labels = isAsked ? labelsOf(route.path.split('/'), segments) : null
    if (labels !== null) return {route, labels}
  }
  return null
}

function labelsOf(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null
  const labels: Record<string, string> = {}
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i] ?? ''
    if (part.startsWith('{')) labels[part.slice(1, -1)] = decoded(segment)
    else if (part !== segment) return null
  }
  return labels
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function json(request: WireRequest): Record<string, unknown> {
  const text = bodyText(request.body)
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Answered below, in Lambda's words.
  }
  throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json')
}
