/** Loaded before a command: records each answer that its SDK gets. DDBSTREAM_RECORDING names the file, DDBSTREAM_KEEPING the names that stay. */
import {appendFileSync} from 'node:fs'
import {Readable} from 'node:stream'
import {NodeHttpHandler} from '@smithy/node-http-handler'
import {type Keeping, scrub} from './scrub.ts'

const {DDBSTREAM_RECORDING: file, DDBSTREAM_KEEPING: keeping} = process.env

interface Request {
  method: string
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: string | Uint8Array
}

interface Response {
  statusCode: number
  headers: Record<string, string>
  body: AsyncIterable<Uint8Array>
}

type Handle = (request: Request, options?: unknown) => Promise<{response: Response}>

if (file !== undefined && keeping !== undefined) {
  const handler = NodeHttpHandler.prototype as unknown as {handle: Handle}
  const {handle} = handler
  handler.handle = async function (request, options) {
    const answered = await handle.call(this, request, options)
    const chunks: Uint8Array[] = []
    for await (const chunk of answered.response.body) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    answered.response.body = Readable.from([bytes])
    note(request, answered.response, bytes, JSON.parse(keeping) as Keeping, file)
    return answered
  }
}

function note({method, path, query = {}, headers, body = ''}: Request, response: Response, bytes: Buffer, kept: Keeping, to: string): void {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one ?? ''])),
  )
  const operation = headers['x-amz-target'] ?? `${method} ${path}`
  const recorded = scrub(
    {
      operation,
      request: {
        path: search.size === 0 ? path : `${path}?${search}`,
        body: typeof body === 'string' ? body : new TextDecoder().decode(body),
      },
      answer: {status: response.statusCode, headers: response.headers, body: bytes.toString()},
    },
    kept,
  )
  // An archive of code is no text, and is not the doctor's business.
  if (response.headers['content-type']?.includes('zip') !== true) appendFileSync(to, `${JSON.stringify(recorded)}\n`)
}
