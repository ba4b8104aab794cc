/** The name of the stack, and the beginning of the name of everything in it. */
export const stackName = 'ddbstream-live'
export const functionName = `${stackName}-projector`
export const tableName = `${stackName}-orders`
export const roleName = `${stackName}-role`
export const queueName = `${stackName}-failed`
export const timeoutSeconds = 10
export const batchSize = 10

/** CloudFormation takes 4,096 characters of it at most. A fault ends at the time that stands in the item. */
export const handlerSource = `
exports.handler = async event => {
  const batchItemFailures = []
  for (const {dynamodb} of event.Records) {
    const {fault, until} = dynamodb.NewImage ?? {}
    if (fault === undefined || Date.now() > Number(until.N)) continue
    if (fault.S === 'throw') throw new TypeError("Cannot read properties of undefined (reading 'total')")
    if (fault.S.startsWith('sleep ')) await new Promise(done => setTimeout(done, Number(fault.S.slice(6))))
    if (fault.S === 'report') batchItemFailures.push({itemIdentifier: dynamodb.SequenceNumber})
    if (fault.S === 'report wrongly') batchItemFailures.push({itemIdentifier: ''})
  }
  return {batchItemFailures}
}
`

const tags = [{Key: 'created-by', Value: 'ddbstream npm run live'}]
const trust = {
  Version: '2012-10-17',
  Statement: [{Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'}],
}
const managed = (name: string) => ({'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/service-role/${name}`})
const attribute = (resource: string, name: string) => ({'Fn::GetAtt': [resource, name]})

/** Table, stream, function, mapping and queue, as CloudFormation's JSON. */
export function template(): string {
  const Resources = {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{AttributeName: 'id', KeyType: 'HASH'}],
        AttributeDefinitions: [{AttributeName: 'id', AttributeType: 'S'}],
        StreamSpecification: {StreamViewType: 'NEW_AND_OLD_IMAGES'},
        Tags: tags,
      },
    },
    Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: queueName, MessageRetentionPeriod: 3600, Tags: tags}},
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: roleName,
        AssumeRolePolicyDocument: trust,
        ManagedPolicyArns: [managed('AWSLambdaDynamoDBExecutionRole')],
        Policies: [
          {
            PolicyName: 'queue',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{Effect: 'Allow', Action: 'sqs:SendMessage', Resource: attribute('Queue', 'Arn')}],
            },
          },
        ],
        Tags: tags,
      },
    },
    Log: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: `/aws/lambda/${functionName}`, RetentionInDays: 1}},
    Function: {
      Type: 'AWS::Lambda::Function',
      DependsOn: 'Log',
      Properties: {
        FunctionName: functionName,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: attribute('Role', 'Arn'),
        MemorySize: 128,
        Timeout: timeoutSeconds,
        Code: {ZipFile: handlerSource},
        Tags: tags,
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: attribute('Function', 'Arn'),
        EventSourceArn: attribute('Table', 'StreamArn'),
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: batchSize,
        // A real sandbox must not keep an invocation for every second of a night.
        MaximumRecordAgeInSeconds: 3600,
        MaximumRetryAttempts: -1,
        BisectBatchOnFunctionError: false,
        ParallelizationFactor: 1,
        DestinationConfig: {OnFailure: {Destination: attribute('Queue', 'Arn')}},
      },
    },
  }
  const Outputs = {Mapping: {Value: {Ref: 'Mapping'}}, Stream: {Value: attribute('Table', 'StreamArn')}}
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Made and deleted by `npm run live` of ddbstream.',
    Resources,
    Outputs,
  })
}
