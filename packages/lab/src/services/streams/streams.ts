import {jsonErrors} from '../protocol/errors.ts'
import type {Service} from '../protocol/operation.ts'
import {describeStream, listStreams} from './describe.ts'
import {getRecords, getShardIterator} from './records.ts'

/** DynamoDB Streams shares IAM's prefix with DynamoDB. */
export const streams: Service = {
  prefix: 'dynamodb',
  errors: jsonErrors('InternalServerError'),
  operations: {ListStreams: listStreams, DescribeStream: describeStream, GetShardIterator: getShardIterator, GetRecords: getRecords},
  json: {target: 'DynamoDBStreams_20120810', version: '1.0', namespace: 'com.amazonaws.dynamodb.streams#'},
}
