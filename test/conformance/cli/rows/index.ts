import {describe} from 'vitest'
import type {Row} from '../row.ts'
import {runRows} from '../run-rows.ts'
import {cloudwatchRows} from './cloudwatch.ts'
import {dynamodbRows} from './dynamodb.ts'
import {ec2Rows} from './ec2.ts'
import {fleetRows} from './fleet.ts'
import {iamRows} from './iam.ts'
import {lambdaRows} from './lambda.ts'
import {logsRows} from './logs.ts'
import {s3Rows} from './s3.ts'
import {sqsRows} from './sqs.ts'

const services: [string, readonly Row[], string[]?][] = [
  ['Lambda', lambdaRows],
  ['DynamoDB and its streams', dynamodbRows, ['dynamodb:ListBackups']],
  ['CloudWatch', cloudwatchRows],
  ['CloudWatch Logs', logsRows],
  ['SQS', sqsRows],
  ['S3', s3Rows],
  ['IAM and STS', iamRows],
  ['EC2', ec2Rows],
  ['Fleets', fleetRows],
]

/** All rows with the AWS CLI at this path. */
export function runAllRows(path: string): void {
  describe.each(services)('%s', (_, rows, unknown = []) => runRows(path, rows, unknown))
}
