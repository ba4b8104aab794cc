import type {Call} from './call.ts'
import {fromParameters} from './decode.ts'
import {type AwsError, queryErrors} from './errors.ts'
import type {QueryProtocol, Service} from './operation.ts'
import {bodyText, type WireRequest} from './wire.ts'
import {element, toXml} from './xml.ts'

/** The query protocol: a form with Action and Version, XML back. The path does not matter: SQS clients send to the queue's own. */
export function queryCall(request: WireRequest, services: readonly Service[]): Call | null {
  const parameters = form(request)
  const name = parameters.get('Action')
  if (name === undefined) return null
  const known = services.find(candidate => candidate.query !== undefined && candidate.query.version === parameters.get('Version'))
  const service = known ?? noService(request)
  const protocol = service.query ?? noProtocol
  const operation = service.operations[name] ?? null
  const headers = {'content-type': 'text/xml'}
  const document = (root: string, inner: string) => `<${root} xmlns="${protocol.namespace}">${inner}</${root}>`
  return {
    action: operation?.action ?? `${service.prefix}:${name}`,
    name,
    operation,
    errors: service.errors,
    read: ({input}) => fromParameters(input, parameters),
    answer: (output, requestId) => {
      const content = toXml(output, protocol)
      const body =
        protocol.dialect === 'ec2'
          ? element('requestId', requestId) + content
          : element(`${name}Result`, content) + element('ResponseMetadata', element('RequestId', requestId))
      return {status: 200, headers, body: document(`${name}Response`, body)}
    },
    refuse: (error, requestId) => ({status: error.status, headers, body: refusal(error, requestId, service.query ?? noProtocol)}),
  }
}

function refusal(error: AwsError, requestId: string, protocol: QueryProtocol): string {
  if (protocol.dialect === 'ec2') {
    const described = element('Error', toXml({Code: error.code, Message: error.message}, protocol))
    return `<?xml version="1.0" encoding="UTF-8"?>${element('Response', element('Errors', described) + element('RequestID', requestId))}`
  }
  const described = {Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: error.message}
  const inner = element('Error', toXml(described, protocol)) + element('RequestId', requestId)
  return `<ErrorResponse xmlns="${protocol.namespace}">${inner}</ErrorResponse>`
}

const noProtocol: QueryProtocol = {version: '', namespace: 'http://webservices.amazon.com/AWSFault/2005-15-09'}

/** A service that the lab does not have; the signature tells its name. */
function noService(request: WireRequest): Service {
  const [, prefix = 'unknown'] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? []
  return {prefix, errors: queryErrors, operations: {}, query: noProtocol}
}

function form(request: WireRequest): Map<string, string> {
  const parameters = new Map(Object.entries(request.query))
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(bodyText(request.body))) parameters.set(name, value)
  }
  return parameters
}
