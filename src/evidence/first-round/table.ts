import {describeTable, type TableAnswer} from '../../aws/dynamodb.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Table} from '../../model/evidence/evidence.ts'
import {defineCollector, isForeign} from '../collector.ts'
import {tableArnOf} from '../stream-arn.ts'

/** The table that the stream belongs to; null when it does not exist any more. */
export const table = defineCollector({
  key: 'table',
  scope: 'stream',
  after: ['mapping'],
  actions: ['dynamodb:DescribeTable'],
  collect: async (aws, subject) => {
    try {
      return tableFrom(await describeTable(aws, isForeign(subject) ? tableArnOf(subject.streamArn) : subject.tableName))
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'not-found') return null
      throw error
    }
  },
})

type ReplicaAnswer = NonNullable<TableAnswer['Replicas']>[number]

export function tableFrom(answer: TableAnswer): Table {
  const specification = answer.StreamSpecification
  const replicas = (answer.Replicas ?? []).flatMap(replicaFrom)
  return {
    tableName: answer.TableName ?? '',
    tableArn: answer.TableArn ?? null,
    tableStatus: answer.TableStatus ?? null,
    latestStreamArn: answer.LatestStreamArn ?? null,
    streamEnabled: specification?.StreamEnabled ?? false,
    streamViewType: specification?.StreamViewType ?? null,
    // AWS leaves the summary out for a table that has always been provisioned.
    billingMode: answer.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    partitionKey: answer.KeySchema?.find(({KeyType}) => KeyType === 'HASH')?.AttributeName ?? null,
    sortKey: answer.KeySchema?.find(({KeyType}) => KeyType === 'RANGE')?.AttributeName ?? null,
    keyTypes: keyTypesOf(answer),
    itemCount: answer.ItemCount ?? null,
    sizeBytes: answer.TableSizeBytes ?? null,
    // AWS writes 0 for a table on demand.
    provisionedWriteUnits: answer.ProvisionedThroughput?.WriteCapacityUnits || null,
    kmsKeyArn: answer.SSEDescription?.KMSMasterKeyArn ?? null,
    strongReplicas: answer.MultiRegionConsistency === 'STRONG',
    replicaRegions: [...new Set(replicas.map(({region}) => region))],
    replicas,
  }
}

/** A global table may have replicas in several accounts, two of them in one Region: the ARN tells them apart. */
function replicaFrom({RegionName, ReplicaArn}: ReplicaAnswer): NonNullable<Table['replicas']> {
  const [, , , regionOfArn, account] = (ReplicaArn ?? '').split(':')
  const region = RegionName ?? regionOfArn
  return region ? [{region, account: account || null}] : []
}

/** Attributes of the keys of indexes are defined, too: an item may lack those. */
const keyTypesOf = ({KeySchema = [], AttributeDefinitions = []}: TableAnswer): Record<string, string> =>
  Object.fromEntries(
    AttributeDefinitions.flatMap(({AttributeName, AttributeType}) =>
      AttributeName && AttributeType && KeySchema.some(key => key.AttributeName === AttributeName) ? [[AttributeName, AttributeType]] : [],
    ),
  )
