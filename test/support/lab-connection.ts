import {openLab} from '../../packages/lab/src/entrance.ts'
import type {Connection} from '../../src/aws/index.ts'

type Handler = ReturnType<typeof openLab>['requestHandler']
type Request = Parameters<Handler['handle']>[0]

/** A lab in this process as a connection. `before` sees each request first, and may answer or fail in its place. */
export function labConnection(
  opening: Parameters<typeof openLab>[0],
  before: (request: Request) => {statusCode: number; body: object} | undefined = () => undefined,
): Connection & {sleep: (ms: number) => Promise<void>} {
  const {region, credentials, requestHandler, sleep} = openLab(opening)
  const handle: Handler['handle'] = async (request, options) => {
    const instead = before(request)
    if (instead === undefined) return requestHandler.handle(request, options)
    const body = new TextEncoder().encode(JSON.stringify(instead.body))
    return {response: {statusCode: instead.statusCode, headers: {'content-type': 'application/json'}, body}}
  }
  return {region, credentials, requestHandler: {...requestHandler, handle} as never, sleep, deadlineMs: 600_000}
}
