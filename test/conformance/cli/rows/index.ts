import {describe} from 'vitest'
import {type Rows, runRows} from '../run-rows.ts'
import {cloudwatchRows} from './cloudwatch.ts'
import {dynamodbRows} from './dynamodb.ts'
import {ec2Rows} from './ec2.ts'
import {fleetRows} from './fleet.ts'
import {iamRows} from './iam.ts'
import {kmsRows} from './kms.ts'
import {lambdaRows} from './lambda.ts'
import {logsRows} from './logs.ts'
import {s3Rows} from './s3.ts'
import {sqsRows} from './sqs.ts'

const services: readonly Rows[] = [
  {service: 'Lambda', rows: lambdaRows},
  {service: 'DynamoDB and its streams', rows: dynamodbRows, unknown: ['dynamodb:ListBackups']},
  {service: 'CloudWatch', rows: cloudwatchRows},
  {service: 'CloudWatch Logs', rows: logsRows},
  {service: 'SQS', rows: sqsRows},
  {service: 'S3', rows: s3Rows},
  {service: 'KMS', rows: kmsRows, lab: ['broken-destination', 14]},
  {service: 'IAM and STS', rows: iamRows},
  {service: 'EC2', rows: ec2Rows},
  {service: 'Fleets', rows: fleetRows},
]

/** All rows with the AWS CLI at this path. */
export function runAllRows(path: string): void {
  describe.each(services)('$service', rows => runRows(path, rows))
}
