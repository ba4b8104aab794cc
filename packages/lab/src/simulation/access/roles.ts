/** A policy document as IAM takes it. */
export interface PolicyDocument {
  Version: string
  Statement: {
    Sid?: string
    Effect: 'Allow' | 'Deny'
    /** Trust and resource policies alone: who it is about. */
    Principal?: string | Record<string, string | string[]>
    Action?: string | string[]
    NotAction?: string | string[]
    Resource?: string | string[]
    NotResource?: string | string[]
    Condition?: Record<string, Record<string, string | string[]>>
  }[]
}

export interface LabRole {
  name: string
  arn: string
  trust: PolicyDocument
  inline: Map<string, PolicyDocument>
  attached: {arn: string; name: string; document: PolicyDocument}[]
}

const document = (...statements: PolicyDocument['Statement']): PolicyDocument => ({Version: '2012-10-17', Statement: statements})

/** Who may take the role on: the Lambda service. */
export const lambdaTrust = (): PolicyDocument =>
  document({Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'})

const logActions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']

/** The managed policies that AWS offers for execution roles, in the words of their first version. */
export const managedPolicies = {
  AWSLambdaDynamoDBExecutionRole: document({
    Effect: 'Allow',
    Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams', ...logActions],
    Resource: '*',
  }),
  AWSLambdaVPCAccessExecutionRole: document({
    Effect: 'Allow',
    Action: [
      ...logActions,
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    Resource: '*',
  }),
} as const

export type ManagedPolicy = keyof typeof managedPolicies

/** A copy that an incident may change without changing that of other accounts. */
export const attachedPolicy = (name: ManagedPolicy): LabRole['attached'][number] => ({
  arn: `arn:aws:iam::aws:policy/service-role/${name}`,
  name,
  document: structuredClone(managedPolicies[name]) as PolicyDocument,
})

/** A role for a function that reads a stream: it may poll, write its logs, and send failed batches to these queues. */
export function executionRole(arn: string, queueArns: readonly string[], attached: readonly ManagedPolicy[] = []): LabRole {
  const send = document({Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [...queueArns]})
  return {
    name: arn.split('/').at(-1) ?? '',
    arn,
    trust: lambdaTrust(),
    inline: new Map(queueArns.length > 0 ? [['failed-batches', send]] : []),
    attached: ['AWSLambdaDynamoDBExecutionRole' as const, ...attached].map(attachedPolicy),
  }
}
