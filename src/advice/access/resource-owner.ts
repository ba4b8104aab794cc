import {option} from '../../text/shell.ts'
import {regionFlag} from '../region-flag.ts'

/** The account in an ARN; empty where it names none, as those of buckets do. */
export const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

/** The name of the policy of a resource, as its service calls it. */
const policyNames: Readonly<Record<string, string>> = {
  kms: 'key policy',
  s3: 'bucket policy',
  sqs: 'access policy of the queue',
  sns: 'access policy of the topic',
  lambda: 'resource-based policy of the function',
  events: 'policy of the event bus',
}

/** "the key policy of arn:…". */
export function policyOfResource(arn: string): string {
  const name = policyNames[arn.split(':')[2] ?? ''] ?? 'resource-based policy'
  return `the ${name} of ${arn}`
}

/** The command that prints the policy of a resource of this account; null where the service is not known. */
export function showResourcePolicy(arn: string): string | null {
  const [, partition, service, region = '', account = '', ...rest] = arn.split(':')
  const name = rest.join(':')
  const at = regionFlag(arn)
  switch (service) {
    case 'kms':
      return `aws kms get-key-policy${at}${option('key-id', arn)} --policy-name default --output text`
    case 's3':
      return `aws s3api get-bucket-policy${option('bucket', name.split('/')[0] ?? name)} --output text`
    case 'sqs':
      return `aws sqs get-queue-attributes${at}${option('queue-url', `https://sqs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${account}/${name}`)} --attribute-names Policy`
    case 'sns':
      return `aws sns get-topic-attributes${at}${option('topic-arn', arn)} --query Attributes.Policy --output text`
    case 'dynamodb':
      return `aws dynamodb get-resource-policy${at}${option('resource-arn', arn.replace(/\/index\/.*$/, ''))}`
    case 'lambda':
      return `aws lambda get-policy${at}${option('function-name', arn)}`
    case 'secretsmanager':
      return `aws secretsmanager get-resource-policy${at}${option('secret-id', arn)}`
    case 'kinesis':
      return `aws kinesis get-resource-policy${at}${option('resource-arn', arn)}`
    case 'events':
      return `aws events describe-event-bus${at}${option('name', arn)} --query Policy --output text`
    default:
      return null
  }
}
