import type {HttpRequest} from '@smithy/types'
import type {Handle} from './services/protocol/router.ts'
import {queryMembers} from './services/protocol/wire.ts'
import type {World} from './simulation/engine/world.ts'

/** A handler that SDK clients take as their `requestHandler`: answers in this process, without a port. */
export interface LabRequestHandler {
  handle(request: HttpRequest, options?: {abortSignal?: unknown}): Promise<{response: LabHttpResponse}>
  destroy(): void
  updateHttpClientConfig(): void
  httpHandlerConfigs(): Record<string, never>
}

/** The part of a response that the SDK needs: it is read by its shape. */
interface LabHttpResponse {
  statusCode: number
  headers: Record<string, string>
  body: Uint8Array
}

/** @param latencyMs how long each answer takes, in real time, which a deadline counts. */
export function inProcessHandler(handle: Handle, latencyMs = 0): LabRequestHandler {
  const abort = (signal: unknown) => {
    if (isAborted(signal)) throw Object.assign(new Error('Request aborted'), {name: 'AbortError'})
  }
  return {
    handle: async (request, options) => {
      abort(options?.abortSignal)
      if (latencyMs > 0) await new Promise(resolve => setTimeout(resolve, latencyMs))
      abort(options?.abortSignal)
      const outcome = handle(wireRequest(request))
      if (outcome === 'dropped') throw Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})
      const {status, headers, body, bytes} = outcome
      return {response: {statusCode: status, headers, body: bytes ?? new TextEncoder().encode(body)}}
    },
    // Nothing is open and nothing can be configured.
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  }
}

const isAborted = (signal: unknown): boolean => (signal as {aborted?: boolean} | undefined)?.aborted === true

function wireRequest(request: HttpRequest & {body?: unknown}) {
  const {body} = request
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw new TypeError('The lab reads no streamed bodies.')
  // A client that follows an address has the query in its path.
  const [path = '/', search = ''] = request.path.split('?', 2)
  const named = Object.entries(request.query ?? {}).flatMap(([name, value]) => [value].flat().map(one => [name, one ?? ''] as const))
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    method: request.method,
    path,
    query: queryMembers([...new URLSearchParams(search), ...named]),
    headers: Object.fromEntries(headers),
    body: plainBytes(body ?? ''),
  }
}

/** The SDK's bytes have the methods of a text, which warn on stderr, and `TextDecoder` calls one. The same bytes as plain ones have none. */
const plainBytes = (body: string | Uint8Array): string | Uint8Array =>
  typeof body === 'string' ? body : new Uint8Array(body.buffer, body.byteOffset, body.byteLength)

/** Sleeping moves the virtual clock. Sleeps that run side by side overlap, as they do in real time: the earliest wakes first. */
export function virtualSleep(world: World): (ms: number) => Promise<void> {
  const sleepers: {atMs: number; wake: () => void}[] = []
  const wakeNext = () => {
    sleepers.sort((a, b) => a.atMs - b.atMs)
    const next = sleepers.shift()
    if (next === undefined) return
    world.advanceTo(next.atMs)
    next.wake()
    if (sleepers.length > 0) setImmediate(wakeNext)
  }
  return ms =>
    new Promise(resolve => {
      sleepers.push({atMs: world.nowMs + Math.max(0, ms), wake: resolve})
      // Not at once: the code that runs beside this sleep may still begin its own.
      if (sleepers.length === 1) setImmediate(wakeNext)
    })
}
