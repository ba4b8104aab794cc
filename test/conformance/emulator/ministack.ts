import {once} from 'node:events'
import {type AddressInfo, createServer} from 'node:net'
import {type Running, start, untilReady} from '../processes.ts'

/** An emulator that answers at this address. */
export interface Emulator extends Pick<Running, 'stop'> {
  endpoint: string
}

/** MiniStack on loopback, with handlers as processes of this machine. */
export async function startMinistack(path: string): Promise<Emulator> {
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const {PATH, HOME} = process.env
  const {stop} = await start(path, ['-m', 'ministack'], /Running on (http:\S+)/, {
    PATH,
    HOME,
    // By default it listens on all interfaces.
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    LAMBDA_EXECUTOR: 'local',
    IOT_MTLS_ENABLED: '0',
  })
  await untilReady(() => fetch(endpoint))
  return {endpoint, stop}
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
