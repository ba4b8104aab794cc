import {readFileSync} from 'node:fs'
import type {Recorded} from '../../bench/live/record/scrub.ts'
import type {Connection} from '../../src/aws/index.ts'

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

/** A connection that gives the recorded answers. A request that was not recorded throws, with its operation. */
export function replayed(answers: readonly Recorded[], region: string): Connection {
  const left = [...answers]
  const handle = async ({method, path, query = {}, headers, body = ''}: Request) => {
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one ?? ''])),
    )
    const request = {path: search.size === 0 ? path : `${path}?${search}`, body: Buffer.from(body).toString()}
    const operation = headers['x-amz-target'] ?? `${method} ${path}`
    const place = left.findIndex(one => one.operation === operation && same(one.request, request))
    if (place < 0) throw new Error(`The recording has no answer to ${operation} ${request.body.slice(0, 200)}`)
    // A second request of this kind gets the second answer.
    const [{answer}] = left.splice(place, 1) as [Recorded]
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
