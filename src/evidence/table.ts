import {describeTable, type TableAnswer} from '../aws/dynamodb.ts'
import {AwsError} from '../aws/errors.ts'
import type {Table} from '../model/evidence.ts'
import {defineCollector, isForeign} from './collector.ts'
import {tableArnOf} from './stream-arn.ts'

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

export function tableFrom(answer: TableAnswer): Table {
  const specification = answer.StreamSpecification
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
    replicaRegions: (answer.Replicas ?? []).flatMap(({RegionName}) => RegionName ?? []),
  }
}

/** Attributes of the keys of indexes are defined, too: an item may lack those. */
const keyTypesOf = ({KeySchema = [], AttributeDefinitions = []}: TableAnswer): Record<string, string> =>
  Object.fromEntries(
    AttributeDefinitions.flatMap(({AttributeName, AttributeType}) =>
      AttributeName && AttributeType && KeySchema.some(key => key.AttributeName === AttributeName) ? [[AttributeName, AttributeType]] : [],
    ),
  )
