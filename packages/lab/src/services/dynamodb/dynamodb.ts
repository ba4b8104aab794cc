import {jsonErrors} from '../protocol/errors.ts'
import type {Service} from '../protocol/operation.ts'
import {describeBulkOperation, listBulkOperations} from './bulk-operations.ts'
import {describeContributorInsights, updateContributorInsights} from './contributor-insights.ts'
import {deleteResourcePolicy, getResourcePolicy, putResourcePolicy} from './resource-policies.ts'
import {describeKinesisStreamingDestination, describeTable, describeTimeToLive, listTables, updateTable} from './tables.ts'

export const dynamodb: Service = {
  prefix: 'dynamodb',
  errors: jsonErrors('InternalServerError'),
  operations: {
    DescribeTable: describeTable,
    ListTables: listTables,
    DescribeTimeToLive: describeTimeToLive,
    DescribeKinesisStreamingDestination: describeKinesisStreamingDestination,
    GetResourcePolicy: getResourcePolicy,
    PutResourcePolicy: putResourcePolicy,
    DeleteResourcePolicy: deleteResourcePolicy,
    DescribeContributorInsights: describeContributorInsights,
    UpdateContributorInsights: updateContributorInsights,
    UpdateTable: updateTable,
    ListBulkOperations: listBulkOperations,
    DescribeBulkOperation: describeBulkOperation,
  },
  json: {target: 'DynamoDB_20120810', version: '1.0', namespace: 'com.amazonaws.dynamodb.v20120810#'},
}
