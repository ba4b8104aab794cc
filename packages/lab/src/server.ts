import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {RunningClock} from './clock.ts'
import {control, controlsOf, isControl} from './control.ts'
import type {Lab} from './lab.ts'
import type {Outcome} from './services/protocol/router.ts'
import {queryMembers, type WireRequest} from './services/protocol/wire.ts'

/** Between requests the world follows the clock in steps, so that no request waits for a long simulation. */
const stepMs = 250
/** AWS's own limit is 6 MB at the most (Lambda's synchronous payload). */
const largestBody = 8 * 1024 * 1024

export interface RunningServer {
  close(): Promise<void>
}

/** An HTTP server on loopback, before it has a lab: the port must be known first, because queue URLs carry it. */
export async function listen(port: number): Promise<{server: Server; endpoint: string}> {
  const server = createServer()
  // A script that waits for another program between two calls finds its connection open, as it does for a while at AWS; Node closes after 5 s.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`}
}

/** Serves AWS's calls and the lab's own; each answer shows the world of that moment. */
export function serve(server: Server, lab: Lab, clock: RunningClock, latencyMs: number): RunningServer {
  const catchUp = () => lab.world.advanceTo(clock.nowMs())
  const controls = controlsOf(lab, ms => {
    clock.skip(ms)
    catchUp()
  })
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    void read(incoming).then(
      request => {
        catchUp()
        const outcome = isControl(request.path) ? control(request, controls) : lab.handle(request)
        if (isControl(request.path) || latencyMs === 0) return write(response, outcome)
        setTimeout(write, latencyMs, response, outcome)
      },
      () => incoming.destroy(),
    )
  })
  const timer = setInterval(catchUp, stepMs)
  timer.unref()
  return {
    close: () => {
      clearInterval(timer)
      return new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function read(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) throw new Error('The request is too large.')
    chunks.push(chunk)
  }
  const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2)
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  return {
    method: incoming.method ?? 'GET',
    path,
    query: queryMembers(new URLSearchParams(search)),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  }
}

function write(response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'dropped') {
    response.destroy()
    return
  }
  const body = outcome.bytes ?? outcome.body
  const length = outcome.status === 204 ? {} : {'content-length': Buffer.byteLength(body)}
  response.writeHead(outcome.status, {...outcome.headers, ...length})
  response.end(body)
}
