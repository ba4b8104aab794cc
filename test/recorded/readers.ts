import {z} from 'zod'
import {getMetricData} from '../../src/aws/cloudwatch.ts'
import {describeContributorInsights, describeTable} from '../../src/aws/dynamodb.ts'
import {getRolePolicy, listAttachedRolePolicies, simulatePrincipalPolicy} from '../../src/aws/iam.ts'
import {describeKey} from '../../src/aws/kms.ts'
import {
  getAccountSettings,
  getAlias,
  getFunction,
  listAliases,
  listFunctions,
  listProvisionedConcurrencyConfigs,
  listVersionConfigurations,
} from '../../src/aws/lambda.ts'
import {describeLogGroup, runInsightsQuery} from '../../src/aws/logs.ts'
import {getTopicAttributes} from '../../src/aws/sns.ts'
import {getQueueAttributes, getQueueUrl} from '../../src/aws/sqs.ts'
import {describeStream} from '../../src/aws/streams.ts'
import type {Aws} from '../../src/aws/transport/connection.ts'
import {accountSettingsFrom} from '../../src/evidence/first-round/account-settings.ts'
import {functionFrom} from '../../src/evidence/first-round/function.ts'
import {listedMappings} from '../../src/evidence/first-round/mapping.ts'
import {streamFrom} from '../../src/evidence/first-round/stream.ts'
import {tableFrom} from '../../src/evidence/first-round/table.ts'
import {readAlarms} from '../../src/evidence/on-demand/alarms.ts'
import {aliasFrom} from '../../src/evidence/on-demand/alias.ts'
import {logGroupFrom} from '../../src/evidence/on-demand/log-group.ts'
import {provisionedConcurrencyFrom} from '../../src/evidence/on-demand/provisioned-concurrency.ts'
import {resultsFrom} from '../../src/evidence/on-demand/role-permissions.ts'
import {
  accountSettingsSchema,
  lambdaFunctionSchema,
  mappingSchema,
  streamSchema,
  tableSchema,
} from '../../src/model/evidence/evidence-schema.ts'
import {alarmSchema} from '../../src/model/evidence/on-demand/alarms-schema.ts'
import {logGroupSchema} from '../../src/model/evidence/on-demand/logs-schema.ts'
import {rolePermissionsSchema} from '../../src/model/evidence/on-demand/permissions-schema.ts'
import {aliasSchema, provisionedConcurrencySchema} from '../../src/model/evidence/on-demand/versions-schema.ts'
import {now} from './clock.ts'
import type {Operation} from './recording.ts'

/** How ddbstream reads a recorded answer. */
interface Reader {
  /** The IAM action that is asked, where it is not the recorded operation. */
  action?: string
  /** The answer that the recorded one is a part of. */
  within?: (answer: object) => object
  /** Answers of other operations that the reader asks. */
  beside?: Record<string, object>
  read: (aws: Aws) => Promise<unknown>
  /** Of the evidence. */
  schema: z.ZodType
}

const someone = 'orders-projector'

const ofMapping: Reader = {
  action: 'lambda:ListEventSourceMappings',
  within: answer => ({EventSourceMappings: [answer]}),
  read: aws => listedMappings(aws),
  schema: z.array(mappingSchema).length(1),
}

const ofFunction: Reader = {read: async aws => functionFrom(await getFunction(aws, someone), null), schema: lambdaFunctionSchema}
const ofConfiguration: Reader = {...ofFunction, action: 'lambda:GetFunction', within: answer => ({Configuration: answer})}
const ofAlias: Reader = {action: 'lambda:GetAlias', read: async aws => aliasFrom(await getAlias(aws, someone, 'live')), schema: aliasSchema}
const anything = z.unknown()

/** By recorded operation. An operation that answers with the same structure as one that is read is read like it. */
export const readers: Readonly<Record<Operation, Reader>> = {
  'lambda:CreateEventSourceMapping': ofMapping,
  'lambda:GetEventSourceMapping': ofMapping,
  'lambda:UpdateEventSourceMapping': ofMapping,
  'lambda:DeleteEventSourceMapping': ofMapping,
  'lambda:ListEventSourceMappings': {read: aws => listedMappings(aws), schema: z.array(mappingSchema).min(1)},
  'lambda:GetFunction': ofFunction,
  'lambda:CreateFunction': ofConfiguration,
  'lambda:GetFunctionConfiguration': ofConfiguration,
  'lambda:UpdateFunctionConfiguration': ofConfiguration,
  'lambda:PublishVersion': ofConfiguration,
  'lambda:ListFunctions': {read: listFunctions, schema: z.array(z.object({FunctionName: z.string()})).min(1)},
  'lambda:ListVersionsByFunction': {
    read: aws => listVersionConfigurations(aws, someone),
    schema: z.array(z.object({Version: z.string()})).min(1),
  },
  'lambda:ListAliases': {read: aws => listAliases(aws, someone), schema: z.array(z.object({FunctionVersion: z.string()})).min(1)},
  'lambda:GetAlias': ofAlias,
  'lambda:CreateAlias': ofAlias,
  'lambda:UpdateAlias': ofAlias,
  'lambda:GetAccountSettings': {read: async aws => accountSettingsFrom(await getAccountSettings(aws)), schema: accountSettingsSchema},
  'lambda:ListProvisionedConcurrencyConfigs': {
    read: async aws => provisionedConcurrencyFrom(await listProvisionedConcurrencyConfigs(aws, someone)),
    schema: provisionedConcurrencySchema,
  },
  'cloudwatch:DescribeAlarms': {read: readAlarms, schema: z.array(alarmSchema)},
  'cloudwatch:GetMetricData': {
    read: aws => getMetricData(aws, {MetricDataQueries: [], StartTime: new Date(now - 60_000), EndTime: new Date(now)}),
    schema: z
      .array(z.object({Id: z.string(), StatusCode: z.literal('Complete'), Timestamps: z.array(z.date()), Values: z.array(z.number())}))
      .min(1),
  },
  'dynamodb:DescribeTable': {read: async aws => tableFrom(await describeTable(aws, 'orders')), schema: tableSchema},
  'dynamodb:UpdateTable': {
    action: 'dynamodb:DescribeTable',
    within: answer => ({Table: (answer as {TableDescription: object}).TableDescription}),
    read: async aws => tableFrom(await describeTable(aws, 'orders')),
    schema: tableSchema,
  },
  'dynamodb:DescribeContributorInsights': {read: aws => describeContributorInsights(aws, 'orders'), schema: anything},
  'streams:DescribeStream': {
    action: 'dynamodb:DescribeStream',
    read: async aws => streamFrom(await describeStream(aws, 'stream')),
    schema: streamSchema,
  },
  'iam:SimulatePrincipalPolicy': {
    read: async aws => {
      const [actions, resource] = [['s3:PutObject', 's3:GetObjectVersion'], 'arn:aws:s3:::bucket']
      const answers = await simulatePrincipalPolicy(aws, 'role', actions, [resource])
      const wishes = actions.map(action => ({purpose: 'destination' as const, action, resource}))
      return {role: 'role', exists: true, results: resultsFrom(wishes, answers)}
    },
    schema: rolePermissionsSchema.refine(({results}) => results.map(one => one.decision).join() === 'allowed,implicitDeny'),
  },
  'iam:ListAttachedRolePolicies': {read: aws => listAttachedRolePolicies(aws, 'role'), schema: z.array(z.object({arn: z.string()})).min(1)},
  'iam:GetRolePolicy': {read: aws => getRolePolicy(aws, 'role', 'policy'), schema: z.object({document: z.string().startsWith('{')})},
  'sqs:GetQueueAttributes': {read: aws => getQueueAttributes(aws, 'https://queue'), schema: z.object({QueueArn: z.string()})},
  'sqs:GetQueueUrl': {read: aws => getQueueUrl(aws, 'queue', '123456789012'), schema: z.string()},
  'logs:DescribeLogGroups': {
    read: async aws => logGroupFrom((await describeLogGroup(aws, '/aws/lambda/orders-projector')) ?? {}),
    schema: logGroupSchema.extend({name: z.string().min(1)}),
  },
  'logs:StartQuery': {
    beside: {'logs:GetQueryResults': {status: 'Complete', results: []}},
    read: aws => runInsightsQuery(aws, {logGroup: 'group', query: 'fields @message', startMs: now - 60_000, endMs: now, limit: 1}),
    schema: z.object({rows: z.array(z.unknown()).length(0)}),
  },
  'sns:GetTopicAttributes': {read: aws => getTopicAttributes(aws, 'arn:aws:sns:us-east-1:123456789012:topic'), schema: anything},
  'kms:DescribeKey': {read: aws => describeKey(aws, 'key'), schema: anything},
}
