import {readFileSync} from 'node:fs'
import type {Recorded} from '../../bench/live/record/scrub.ts'
import type {Connection} from '../../src/aws/index.ts'
import {recordedMetrics} from './recorded-metrics.ts'

interface Request {
  method: string
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: string | Uint8Array
}

export const answersIn = (file: string): Recorded[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Recorded)

const textOf = (body: string | Uint8Array): string => (typeof body === 'string' ? body : new TextDecoder().decode(body))

/** A request that a later version of the collectors makes: its evidence is then missing, and the rest of the recording is still good. */
const unrecorded: Recorded['answer'] = {
  status: 403,
  headers: {'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException'},
  body: '{"message":"This request was not recorded."}',
}

/** A connection that gives the recorded answers. */
export function replayed(answers: readonly Recorded[], region: string): Connection {
  const left = [...answers]
  const metrics = recordedMetrics(answers)
  const handle = async ({method, path, query = {}, headers, body = ''}: Request) => {
    const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one ?? '']))
    const search = new URLSearchParams(pairs)
    const request = {path: search.size === 0 ? path : `${path}?${search}`, body: textOf(body)}
    const operation = headers['x-amz-target'] ?? `${method} ${path}`
    const place = left.findIndex(one => one.operation === operation && same(one.request, request))
    // A second request of this kind gets the second answer.
    const [found] = place < 0 ? [] : left.splice(place, 1)
    const answer = found?.answer ?? (operation.endsWith('.GetMetricData') ? metrics(request.body) : unrecorded)
    return {response: {statusCode: answer.status, headers: answer.headers, body: new TextEncoder().encode(answer.body)}}
  }
  const requestHandler = {handle, destroy: () => undefined, updateHttpClientConfig: () => undefined, httpHandlerConfigs: () => ({})}
  return {
    region,
    credentials: {accessKeyId: 'replay', secretAccessKey: 'replay'},
    requestHandler: requestHandler as never,
    sleep: async () => undefined,
    deadlineMs: 60_000,
    attempts: 1,
  }
}

const same = (one: Recorded['request'], other: Recorded['request']): boolean => one.path === other.path && one.body === other.body
