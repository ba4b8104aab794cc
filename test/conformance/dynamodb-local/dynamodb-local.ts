import {mkdtempSync, rmSync} from 'node:fs'
import {Agent} from 'node:http'
import {createConnection} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {DynamoDBClient, ListTablesCommand} from '@aws-sdk/client-dynamodb'
import {DynamoDBStreamsClient} from '@aws-sdk/client-dynamodb-streams'
import {NodeHttpHandler} from '@smithy/node-http-handler'
import {start, untilReady} from '../processes.ts'

/** Two clients of one endpoint. */
export interface Clients {
  dynamodb: DynamoDBClient
  streams: DynamoDBStreamsClient
}

const common = {region: 'us-east-1', credentials: {accessKeyId: 'test', secretAccessKey: 'test'}}

export function clientsOf(endpoint: string, requestHandler = new NodeHttpHandler()): Clients {
  const config = {...common, endpoint, requestHandler}
  return {dynamodb: new DynamoDBClient(config), streams: new DynamoDBStreamsClient(config)}
}

const gateway = fileURLToPath(new URL('../../../scripts/conformance-gateway.js', import.meta.url))
/** Without root's rights, the namespace needs a user namespace around it. */
const namespace = ['--net', '--pid', '--fork', '--kill-child', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])]

/** DynamoDB Local, in a network namespace that nothing else can reach. */
export async function startDynamodbLocal(jar: string): Promise<Clients & {stop(): Promise<void>}> {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-local-'))
  const socket = join(folder, 'socket')
  const {stop} = await start('unshare', [...namespace, process.execPath, gateway, socket, jar], /^listening$/m)
  const httpAgent = new Agent({keepAlive: false})
  httpAgent.createConnection = () => createConnection(socket)
  const clients = clientsOf('http://localhost', new NodeHttpHandler({httpAgent}))
  await untilReady(() => clients.dynamodb.send(new ListTablesCommand({})))
  return {
    ...clients,
    stop: async () => {
      await stop()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
