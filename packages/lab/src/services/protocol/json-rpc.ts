import {gunzipSync} from 'node:zlib'
import type {Call} from './call.ts'
import {fromJson} from './decode.ts'
import {AwsError} from './errors.ts'
import {toJson} from './json.ts'
import type {Service} from './operation.ts'
import {bodyText, type WireRequest} from './wire.ts'

/** Errors of AWS's framework, which carry its namespace and not the service's. */
const frameworkErrors: Readonly<Record<string, string>> = {
  AccessDeniedException: 'com.amazon.coral.service#',
  ExpiredTokenException: 'com.amazon.coral.service#',
  UnknownOperationException: 'com.amazon.coral.service#',
  SerializationException: 'com.amazon.coral.service#',
  ThrottlingException: 'com.amazon.coral.availability#',
  ValidationException: 'com.amazon.coral.validate#',
}

/** AWS JSON 1.0 and 1.1: POST, the operation in `X-Amz-Target`, errors in `__type`. */
export function jsonRpcCall(request: WireRequest, services: readonly Service[]): Call | null {
  const [prefix, name = ''] = (request.headers['x-amz-target'] ?? '').split('.')
  const service = services.find(candidate => candidate.json !== undefined && candidate.json.target === prefix)
  if (service?.json === undefined) return null
  const {version, namespace, queryCompatible} = service.json
  const operation = service.operations[name] ?? null
  const headers = {'content-type': `application/x-amz-json-${version}`}
  return {
    action: operation?.action ?? `${service.prefix}:${name}`,
    name,
    operation,
    errors: service.errors,
    read: ({input}) => fromJson(input, parsed(request)),
    answer: output => ({status: 200, headers, body: toJson(output)}),
    refuse: error => ({
      status: error.status,
      headers: {
        ...headers,
        ...(queryCompatible ? {'x-amzn-query-error': `${error.code};${error.status < 500 ? 'Sender' : 'Receiver'}`} : {}),
      },
      body: toJson({__type: (frameworkErrors[error.type] ?? namespace) + error.type, message: error.message, ...error.fields}),
    }),
  }
}

/** SDKs compress the bodies of a few operations, PutMetricData among them (CloudWatch's service model). */
const inflated = ({headers, body}: WireRequest): WireRequest['body'] => (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body)

function parsed(request: WireRequest): Record<string, unknown> {
  const text = bodyText(inflated(request))
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Answered below, in AWS's words.
  }
  throw new AwsError('SerializationException', 'Start of structure or map found where not expected.')
}
