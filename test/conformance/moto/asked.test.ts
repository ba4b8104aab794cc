import {CloudWatchClient, PutMetricAlarmCommand} from '@aws-sdk/client-cloudwatch'
import {CloudWatchLogsClient, CreateLogGroupCommand, PutRetentionPolicyCommand} from '@aws-sdk/client-cloudwatch-logs'
import {DynamoDBClient, UpdateTimeToLiveCommand} from '@aws-sdk/client-dynamodb'
import {
  CreateNatGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import {AttachRolePolicyCommand, CreatePolicyCommand, IAMClient, PutRolePolicyCommand} from '@aws-sdk/client-iam'
import {CreateKeyCommand, DisableKeyCommand, KMSClient} from '@aws-sdk/client-kms'
import {CreateAliasCommand, LambdaClient, PublishVersionCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {CreateBucketCommand, PutBucketEncryptionCommand, S3Client} from '@aws-sdk/client-s3'
import {CreateTopicCommand, SNSClient} from '@aws-sdk/client-sns'
import {CreateQueueCommand, SQSClient} from '@aws-sdk/client-sqs'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {connect, disconnect} from '../../../src/aws/index.ts'
import {collectEvidence, collectOnDemand} from '../../../src/evidence/index.ts'
import type {LambdaFunction, Mapping, OnDemandKey} from '../../../src/model/evidence/evidence.ts'
import {evidenceItem} from '../../../src/model/evidence/evidence-item.ts'
import {evidenceSchema} from '../../../src/model/evidence/evidence-schema.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {describeWith, moto} from '../peers.ts'
import {type Running, start} from '../processes.ts'
import {credentials, region, type SetUp, setUpAccount} from './account.ts'

describeWith(moto, path => {
  let server: Running
  let endpoint: string
  let setUp: SetUp
  let config: {endpoint: string; region: string; credentials: typeof credentials}

  beforeAll(async () => {
    server = await start(path, ['-H', '127.0.0.1', '-p', '0'], /Running on (http:\/\/127\.0\.0\.1:\d+)/)
    endpoint = server.ready[1] ?? ''
    config = {endpoint, region, credentials}
  })
  beforeEach(async () => {
    await fetch(`${endpoint}/moto-api/reset`, {method: 'POST'})
    setUp = await setUpAccount(endpoint)
  })
  afterAll(() => server?.stop())

  /** The items under these keys, as the second round reads them; `change` corrects moto's answer about a function or a mapping. */
  async function ask(keys: OnDemandKey[], change: {function?: Partial<LambdaFunction>; mapping?: Partial<Mapping>} = {}) {
    const aws = connect({endpointUrl: endpoint, region, credentials, deadlineMs: 60_000})
    try {
      const first = await collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 3600, toolVersion: '1.2.3'})
      const items = [...Object.values(first.items.function), ...Object.values(first.items.mapping)]
      for (const item of items) {
        if ('function' in item && item.function.state === 'known') Object.assign(item.function.value ?? {}, change.function)
        if ('mapping' in item && item.mapping.state === 'known') Object.assign(item.mapping.value, change.mapping)
      }
      const asks = first.pipelines.map(pipeline => ({pipeline, keys}))
      const evidence = await collectOnDemand(aws, first, asks)
      expect(evidenceSchema.parse(evidence)).toEqual(evidence)
      return Object.fromEntries(keys.map(key => [key, evidenceItem(evidence, evidence.pipelines[0]!, key)]))
    } finally {
      disconnect(aws)
    }
  }

  async function sendTo(Destination: string) {
    const OnFailure = {Destination}
    await new LambdaClient(config).send(new UpdateEventSourceMappingCommand({UUID: setUp.mapping.UUID, DestinationConfig: {OnFailure}}))
  }

  describe('destinations', () => {
    it('a queue is gone, and then there', async () => {
      expect(await ask(['destination'])).toMatchObject({destination: known({kind: 'sqs', exists: false})})
      await new SQSClient(config).send(new CreateQueueCommand({QueueName: 'orders-failed', Attributes: {KmsMasterKeyId: 'alias/orders'}}))
      expect(await ask(['destination'])).toMatchObject({
        destination: known({kind: 'sqs', exists: true, fifo: false, kmsKey: 'alias/orders'}),
      })
    })

    it('a topic', async () => {
      await sendTo('arn:aws:sns:us-east-1:123456789012:orders-failed')
      expect(await ask(['destination'])).toMatchObject({destination: known({kind: 'sns', exists: false})})
      await new SNSClient(config).send(new CreateTopicCommand({Name: 'orders-failed'}))
      expect(await ask(['destination'])).toMatchObject({
        destination: known({kind: 'sns', exists: true, policy: expect.stringContaining('{')}),
      })
    })

    it('a bucket', async () => {
      await sendTo('arn:aws:s3:::orders-failed')
      expect(await ask(['destination'])).toMatchObject({destination: known({kind: 's3', exists: false})})
      await new S3Client({...config, forcePathStyle: true}).send(new CreateBucketCommand({Bucket: 'orders-failed'}))
      expect(await ask(['destination'])).toMatchObject({destination: known({kind: 's3', exists: true})})
    })
  })

  it('the key of a queue, and of a bucket', async () => {
    const {KeyMetadata} = await new KMSClient(config).send(new CreateKeyCommand({}))
    const destinationKey = known({arn: KeyMetadata?.Arn, state: 'Enabled', policy: expect.stringContaining('kms:*')})
    await new SQSClient(config).send(
      new CreateQueueCommand({QueueName: 'orders-failed', Attributes: {KmsMasterKeyId: KeyMetadata?.KeyId ?? ''}}),
    )
    expect(await ask(['destinationKey', 'destination'])).toMatchObject({destinationKey})
    await new KMSClient(config).send(new DisableKeyCommand({KeyId: KeyMetadata?.KeyId}))
    expect(await ask(['destination', 'destinationKey'])).toMatchObject({destinationKey: known({state: 'Disabled'})})
    await sendTo('arn:aws:s3:::orders-failed')
    const s3 = new S3Client({...config, forcePathStyle: true})
    await s3.send(new CreateBucketCommand({Bucket: 'orders-failed'}))
    expect(await ask(['destination', 'destinationKey'])).toMatchObject({destinationKey: known(null)})
    const Rules = [{ApplyServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: KeyMetadata?.Arn}}]
    await s3.send(new PutBucketEncryptionCommand({Bucket: 'orders-failed', ServerSideEncryptionConfiguration: {Rules}}))
    expect(await ask(['destination', 'destinationKey'])).toMatchObject({destinationKey: known({arn: KeyMetadata?.Arn, state: 'Disabled'})})
  })

  it('policies of the role, managed and its own', async () => {
    const iam = new IAMClient({...config, region: 'us-east-1'})
    const document = (Action: string) => JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: '*'}]})
    const {Policy} = await iam.send(new CreatePolicyCommand({PolicyName: 'reader', PolicyDocument: document('dynamodb:*')}))
    await iam.send(new AttachRolePolicyCommand({RoleName: 'orders-projector', PolicyArn: Policy?.Arn}))
    await iam.send(new PutRolePolicyCommand({RoleName: 'orders-projector', PolicyName: 'own', PolicyDocument: document('sqs:SendMessage')}))
    expect(await ask(['rolePolicies'])).toMatchObject({
      rolePolicies: known({
        statements: [
          {policy: 'reader', effect: 'Allow', actions: ['dynamodb:*'], resources: ['*']},
          {policy: 'own', effect: 'Allow', actions: ['sqs:SendMessage'], resources: ['*']},
        ],
      }),
    })
  })

  it('alarms, the log group and the time to live', async () => {
    const Dimensions = [{Name: 'FunctionName', Value: 'orders-projector'}]
    const metric = {Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions, Statistic: 'Maximum' as const}
    const rule = {Period: 60, EvaluationPeriods: 3, Threshold: 30_000, ComparisonOperator: 'GreaterThanThreshold' as const}
    await new CloudWatchClient(config).send(
      new PutMetricAlarmCommand({AlarmName: 'late', TreatMissingData: 'breaching', ...metric, ...rule}),
    )
    const [logs, logGroupName] = [new CloudWatchLogsClient(config), '/aws/lambda/orders-projector']
    expect(await ask(['logGroup'])).toEqual({logGroup: known(null)})
    await logs.send(new CreateLogGroupCommand({logGroupName}))
    await logs.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 14}))
    const TimeToLiveSpecification = {Enabled: true, AttributeName: 'expiresAt'}
    await new DynamoDBClient(config).send(new UpdateTimeToLiveCommand({TableName: 'orders', TimeToLiveSpecification}))
    expect(await ask(['alarms', 'logGroup', 'timeToLive'])).toMatchObject({
      alarms: known([
        {
          name: 'late',
          kind: 'metric',
          treatMissingData: 'breaching',
          threshold: 30_000,
          periodSeconds: 60,
          metrics: [
            {namespace: 'AWS/Lambda', metricName: 'IteratorAge', dimensions: {FunctionName: 'orders-projector'}, statistic: 'Maximum'},
          ],
        },
      ]),
      logGroup: known({name: logGroupName}),
      timeToLive: known({status: 'ENABLED', attribute: 'expiresAt'}),
    })
  })

  it('the alias of the mapping', async () => {
    const lambda = new LambdaClient(config)
    const {Version} = await lambda.send(new PublishVersionCommand({FunctionName: 'orders-projector'}))
    await lambda.send(new CreateAliasCommand({FunctionName: 'orders-projector', Name: 'live', FunctionVersion: Version}))
    // A mapping loses its qualifier there.
    expect(await ask(['alias'], {mapping: {qualifier: 'live'}})).toEqual({alias: known({name: 'live', functionVersion: '1', weights: {}})})
  })

  it('the network of the function', async () => {
    const ec2 = new EC2Client(config)
    const {Vpc} = await ec2.send(new CreateVpcCommand({CidrBlock: '10.7.0.0/16'}))
    const VpcId = Vpc?.VpcId ?? ''
    const {Subnet} = await ec2.send(new CreateSubnetCommand({VpcId, CidrBlock: '10.7.1.0/24'}))
    const SubnetId = Subnet?.SubnetId ?? ''
    const {NatGateway} = await ec2.send(new CreateNatGatewayCommand({SubnetId, ConnectivityType: 'private'}))
    await ec2.send(new CreateVpcEndpointCommand({VpcId, ServiceName: 'com.amazonaws.us-east-1.dynamodb', VpcEndpointType: 'Gateway'}))
    const {SecurityGroups = []} = await ec2.send(new DescribeSecurityGroupsCommand({Filters: [{Name: 'vpc-id', Values: [VpcId]}]}))
    const groupId = SecurityGroups[0]?.GroupId ?? ''
    // Every function there is in a VPC of the name vpc-123abc, which does not exist.
    expect(await ask(['network'], {function: {vpcId: VpcId, subnetIds: [SubnetId], securityGroupIds: [groupId]}})).toMatchObject({
      network: known({
        vpcId: VpcId,
        dnsSupport: true,
        subnets: [
          {
            subnetId: SubnetId,
            routes: [{destination: '10.7.0.0/16', target: 'local', state: 'active'}],
            networkAcl: expect.arrayContaining([expect.objectContaining({egress: true, number: 100, allow: true, cidr: '0.0.0.0/0'})]),
          },
        ],
        securityGroups: [{groupId, egress: [{protocol: '-1', to: ['0.0.0.0/0']}]}],
        natGateways: [{id: NatGateway?.NatGatewayId, state: 'available'}],
        endpoints: [{service: 'com.amazonaws.us-east-1.dynamodb', type: 'Gateway', state: 'available'}],
      }),
    })
  })

  it('evidence that moto does not know is missing', async () => {
    expect(await ask(['rolePermissions'])).toMatchObject({rolePermissions: {state: 'missing', reason: 'failed'}})
  })
})
