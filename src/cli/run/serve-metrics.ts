import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {UserError} from '../../model/user-error.ts'
import {exporterHealth, exporterMetrics} from '../../reports/watch/exporter.ts'
import type {Exporter} from '../../use-cases/fleet/exporter.ts'

export interface Address {
  host: string
  port: number
}

/** `:9464` is loopback; another host must be written. */
export function addressOf(text: string): Address {
  const [, host = '', port] =
    /^(?:\[([0-9a-fA-F:]+)\]|([^:]*)):(\d{1,5})$/.exec(text)?.filter((part, i) => i === 0 || part !== undefined) ?? []
  const [name, number] = port === undefined ? ['', host] : [host, port]
  const address = {host: name || '127.0.0.1', port: Number(number)}
  if (number === '' || !(address.port >= 0 && address.port <= 65_535))
    throw new UserError('E_USAGE', `--metrics ${text} is not an address.`, [
      'Write `--metrics :9464`, or `--metrics 0.0.0.0:9464` for every network.',
    ])
  return address
}

const plain = 'text/plain'

/** Answers /metrics and /healthz until `close`. A port that is not free is an error of the user. */
export async function serveMetrics(exporting: Exporter, {host, port}: Address): Promise<{url: string; close: () => Promise<void>}> {
  const server = createServer((request, response) => answer(exporting, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : (error.code ?? error.message)
      reject(new UserError('E_PORT', `${host}:${port} ${why}.`, ['Use another port: `--metrics :9465`.']))
    })
    server.listen(port, host, resolve)
  })
  const {port: taken} = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(exporting: Exporter, request: IncomingMessage, response: ServerResponse): void {
  const [status, type, text] = answerTo(exporting, request)
  response.writeHead(status, {'content-type': type}).end(request.method === 'HEAD' ? '' : text)
}

function answerTo(exporting: Exporter, {url, method, headers}: IncomingMessage): [status: number, type: string, text: string] {
  const [path] = (url ?? '').split('?')
  if (path !== '/metrics' && path !== '/healthz') return [404, plain, 'See /metrics and /healthz.\n']
  if (method !== 'GET' && method !== 'HEAD') return [405, plain, 'Use GET or HEAD.\n']
  // The probe reads no AWS, and a failed sample is no reason to restart the exporter.
  if (path === '/healthz') return [200, plain, `${exporterHealth(exporting.state())}\n`]
  const openMetrics = (headers.accept ?? '').includes('application/openmetrics-text')
  const type = openMetrics ? 'application/openmetrics-text; version=1.0.0; charset=utf-8' : `${plain}; version=0.0.4; charset=utf-8`
  return [200, type, `${exporterMetrics(exporting.scrape(), openMetrics)}\n`]
}
