import type {HttpResponse} from '@smithy/types'
import {AwsError} from './transport/aws-error.ts'
import {call, handlerOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

export interface SourceFile {
  name: string
  text: string
}

/** The sender of a request; the SDK's handlers have this shape. */
interface Sender {
  handle: (request: object, options: {abortSignal: AbortSignal}) => Promise<{response: HttpResponse}>
}

/**
 * Downloads a deployment package from the address that GetFunction gives; null when it has more bytes than `most`. The address is
 * signed itself: no credentials are sent, to whatever host it names.
 */
export const downloadCode = (aws: Aws, location: string, most: number): Promise<Uint8Array | null> =>
  call(aws, 'lambda:GetFunction', async abortSignal => {
    const {protocol, hostname, port, pathname, search} = new URL(location)
    const sender = (await handlerOf(aws)) as unknown as Sender
    const request = {
      ...{protocol, hostname, method: 'GET', path: `${pathname}${search}`, query: {}, headers: {host: hostname}},
      ...(port !== '' && {port: Number(port)}),
    }
    const {response} = await sender.handle(request, {abortSignal})
    if (response.statusCode !== 200)
      throw new AwsError('lambda:GetFunction', 'other', `the code could not be downloaded: HTTP ${response.statusCode} of ${hostname}`)
    return upTo(response.body as Uint8Array | AsyncIterable<Uint8Array>, most)
  })

async function upTo(body: Uint8Array | AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | null> {
  if (body instanceof Uint8Array) return body.length > most ? null : body
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop closes the connection.
  for await (const chunk of body) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * The files of a ZIP archive that are `wanted` by their names, unpacked in memory; null when they would have more bytes than `most`.
 * Throws for bytes that are no ZIP archive.
 */
export async function unpack(archive: Uint8Array, wanted: (name: string) => boolean, most: number): Promise<SourceFile[] | null> {
  const {unzipSync} = await import('fflate')
  let size = 0
  const files = unzipSync(archive, {
    filter: ({name, originalSize}) => {
      if (!wanted(name)) return false
      size += originalSize
      return size <= most
    },
  })
  if (size > most) return null
  return Object.entries(files).map(([name, bytes]) => ({name, text: new TextDecoder().decode(bytes)}))
}
