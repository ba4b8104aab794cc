import {CreateTableCommand, DescribeTableCommand, PutItemCommand, UpdateTableCommand} from '@aws-sdk/client-dynamodb'
import {ListStreamsCommand} from '@aws-sdk/client-dynamodb-streams'
import {serve} from '../lab.ts'
import {type Clients, clientsOf, startDynamodbLocal} from './dynamodb-local.ts'
import {type Place, readFrom, shardsOf} from './reader.ts'

/** An open shard. */
export interface OpenScene extends Place, Clients {
  tableName: string
  /** Sequence numbers of its first six records. */
  known: string[]
  /** Has something written to the shard. */
  write(): Promise<void>
}

/** The last shard of a stream that was switched off; its table has got a second stream since. */
export interface ReplacedScene extends Place, Clients {
  tableName: string
}

/** The same two situations, wherever they are. */
export interface Scenes {
  open: OpenScene
  replaced: ReplacedScene
  close(): Promise<void>
}

const latestStream = async ({dynamodb}: Clients, tableName: string): Promise<string> =>
  (await dynamodb.send(new DescribeTableCommand({TableName: tableName}))).Table?.LatestStreamArn ?? ''

async function openScene(clients: Clients, tableName: string, write: () => Promise<void>): Promise<OpenScene> {
  const streamArn = await latestStream(clients, tableName)
  for (const {ShardId: shardId = '', SequenceNumberRange: range} of await shardsOf(clients.streams, streamArn)) {
    if (range?.EndingSequenceNumber !== undefined) continue
    const place = {...clients, streamArn, shardId}
    const {sequenceNumbers: known} = await readFrom(place, {ShardIteratorType: 'TRIM_HORIZON'}, 6)
    if (known.length === 6) return {...place, tableName, known, write}
  }
  throw new Error('No open shard has six records.')
}

async function replacedScene(clients: Clients, tableName: string, streamArn: string): Promise<ReplacedScene> {
  const shards = await shardsOf(clients.streams, streamArn)
  return {...clients, tableName, streamArn, shardId: shards.at(-1)?.ShardId ?? ''}
}

/** DynamoDB Local has one shard per stream, so each scene has a table of its own. */
export async function localScenes(jar: string): Promise<Scenes> {
  const {stop, ...clients} = await startDynamodbLocal(jar)
  await createTable(clients, 'orders')
  let writes = 0
  const write = () => {
    writes += 1
    return putItem(clients, 'orders', writes)
  }
  for (let i = 0; i < 8; i += 1) await write()
  const open = await openScene(clients, 'orders', write)
  return {open, replaced: await replaceLocally(clients, 'replaced-orders'), close: stop}
}

const streaming = {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'} as const

async function createTable({dynamodb}: Clients, tableName: string): Promise<void> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{AttributeName: 'id', KeyType: 'HASH'}],
      AttributeDefinitions: [{AttributeName: 'id', AttributeType: 'S'}],
      StreamSpecification: streaming,
    }),
  )
}

async function putItem({dynamodb}: Clients, tableName: string, revision: number): Promise<void> {
  const Item = {id: {S: `order-${revision % 5}`}, revision: {N: String(revision)}}
  await dynamodb.send(new PutItemCommand({TableName: tableName, Item}))
}

async function replaceLocally(clients: Clients, tableName: string): Promise<ReplacedScene> {
  await createTable(clients, tableName)
  for (let i = 0; i < 8; i += 1) await putItem(clients, tableName, i)
  const streamArn = await latestStream(clients, tableName)
  for (const StreamSpecification of [{StreamEnabled: false}, streaming]) {
    await clients.dynamodb.send(new UpdateTableCommand({TableName: tableName, StreamSpecification}))
  }
  return replacedScene(clients, tableName, streamArn)
}

/** The lab: an open shard of a healthy pipeline, and the incident whose mapping still reads the stream that was switched off. */
export async function labScenes(): Promise<Scenes> {
  const [healthy, stale] = await Promise.all([serve('healthy'), serve('stale-stream')])
  const write = async () => {
    await fetch(`${healthy.endpoint}/_lab/advance`, {method: 'POST', body: '{"seconds":60}'})
  }
  const clients = clientsOf(stale.endpoint)
  const {Streams = []} = await clients.streams.send(new ListStreamsCommand({TableName: stale.table}))
  const latest = await latestStream(clients, stale.table)
  const old = Streams.find(({StreamArn}) => StreamArn !== latest)?.StreamArn ?? ''
  return {
    open: await openScene(clientsOf(healthy.endpoint), healthy.table, write),
    replaced: await replacedScene(clients, stale.table, old),
    close: async () => {
      await Promise.all([healthy.stop(), stale.stop()])
    },
  }
}
