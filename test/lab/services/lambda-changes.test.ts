import {UpdateTableCommand} from '@aws-sdk/client-dynamodb'
import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  type InvokeCommandInput,
  ListEventSourceMappingsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListTagsCommand,
  PublishVersionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import {describe, expect, it} from 'vitest'
import {clientsOf} from './clients.ts'
import {functionArn, labOfOne, streamArn, uuid} from './world-of-one.ts'

const FunctionName = 'orders-projector'
const mappingArn = `arn:aws:lambda:us-east-1:123456789012:event-source-mapping:${uuid}`

describe('event source mappings', () => {
  const create = {FunctionName: `${FunctionName}:live`, EventSourceArn: streamArn, StartingPosition: 'LATEST' as const}

  it('are created, with tags, and answered as Creating', async () => {
    const {lambda} = clientsOf(labOfOne())
    const made = await lambda.send(new CreateEventSourceMappingCommand({...create, BatchSize: 7, Tags: {team: 'orders'}}))
    expect(made).toMatchObject({
      State: 'Creating',
      FunctionArn: `${functionArn}:live`,
      BatchSize: 7,
      StartingPosition: 'LATEST',
      LastProcessingResult: 'No records processed',
      $metadata: {httpStatusCode: 202},
    })
    expect((await lambda.send(new ListTagsCommand({Resource: made.EventSourceMappingArn}))).Tags).toEqual({team: 'orders'})
  })

  it.each([
    ['no starting position', {StartingPosition: undefined}, 'InvalidParameterValueException'],
    ['a timestamp, which streams of DynamoDB do not know', {StartingPosition: 'AT_TIMESTAMP' as const}, 'InvalidParameterValueException'],
    ['a function that is not there', {FunctionName: 'none'}, 'InvalidParameterValueException'],
    ['a record age of 30 s', {MaximumRecordAgeInSeconds: 30}, 'InvalidParameterValueException'],
    ['access configurations, which are for brokers', {SourceAccessConfigurations: [{URI: 'x'}]}, 'InvalidParameterValueException'],
    ['a batch of 10,001', {BatchSize: 10_001}, 'ValidationException'],
  ])('with %s are refused', async (_, more, name) => {
    const made = clientsOf(labOfOne()).lambda.send(new CreateEventSourceMappingCommand({...create, ...more}))
    await expect(made).rejects.toMatchObject({name})
  })

  it('are deleted, once they are not in use', async () => {
    const {lambda} = clientsOf(labOfOne())
    const remove = () => lambda.send(new DeleteEventSourceMappingCommand({UUID: uuid}))
    expect(await remove()).toMatchObject({State: 'Deleting', $metadata: {httpStatusCode: 202}})
    await expect(remove()).rejects.toMatchObject({name: 'ResourceInUseException'})
  })

  it('are tagged and untagged, several keys at once', async () => {
    const {lambda} = clientsOf(labOfOne())
    const tags = async () => (await lambda.send(new ListTagsCommand({Resource: mappingArn}))).Tags
    await lambda.send(new TagResourceCommand({Resource: mappingArn, Tags: {a: '1', b: '2', c: '3'}}))
    await lambda.send(new UntagResourceCommand({Resource: mappingArn, TagKeys: ['a', 'c']}))
    expect(await tags()).toEqual({b: '2'})
    await lambda.send(new UntagResourceCommand({Resource: mappingArn, TagKeys: ['b']}))
    expect(await tags()).toEqual({})
    await expect(lambda.send(new ListTagsCommand({Resource: mappingArn.replace(/.$/, '0')}))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})

describe('filters under a key of the customer', () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'
  const pattern = {FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}}

  it.each([
    ['may decrypt', '*', 1, undefined],
    ['may not', 'lambda:*', undefined, 'KMSAccessDeniedException'],
  ])('are shown to a caller who %s, and in no list', async (_, Action, filters, refused) => {
    const lab = labOfOne()
    lab.world.roles.set('ddbstream-operator', {
      name: 'ddbstream-operator',
      arn: 'arn:aws:iam::123456789012:role/ddbstream-operator',
      trust: {Version: '2012-10-17', Statement: []},
      inline: new Map([['all', {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource: '*'}]}]]),
      attached: [],
    })
    const {lambda} = clientsOf(lab)
    await lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, KMSKeyArn: key, ...pattern}))
    const found = await lambda.send(new GetEventSourceMappingCommand({UUID: uuid}))
    expect(found.KMSKeyArn).toBe(key)
    expect(found.FilterCriteria?.Filters?.length).toBe(filters)
    expect(found.FilterCriteriaError?.ErrorCode).toBe(refused)
    const [listed] = (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings ?? []
    expect(listed).toMatchObject({KMSKeyArn: key})
    expect(listed?.FilterCriteria).toBeUndefined()
  })
})

describe('functions that are changed', () => {
  it('a new configuration is in progress for seconds; another one is refused meanwhile', async () => {
    const lab = labOfOne()
    const {lambda} = clientsOf(lab)
    const update = () => lambda.send(new UpdateFunctionConfigurationCommand({FunctionName, MemorySize: 1024, Timeout: 60}))
    const status = async () => (await lambda.send(new GetFunctionConfigurationCommand({FunctionName}))).LastUpdateStatus
    expect(await update()).toMatchObject({MemorySize: 1024, Timeout: 60, LastUpdateStatus: 'InProgress'})
    expect(await status()).toBe('InProgress')
    await expect(update()).rejects.toMatchObject({name: 'ResourceConflictException', $metadata: {httpStatusCode: 409}})
    lab.world.advanceTo(lab.world.nowMs + 10_000)
    expect(await status()).toBe('Successful')
  })

  it.each([
    [{MemorySize: 127}, 'ValidationException'],
    [{MemorySize: 10_241}, 'InvalidParameterValueException'],
    [{Timeout: 0}, 'ValidationException'],
    [{Timeout: 1801}, 'InvalidParameterValueException'],
    [{Timeout: 5401}, 'ValidationException'],
    [{RevisionId: 'old'}, 'PreconditionFailedException'],
  ])('%o is refused', async (change, name) => {
    const update = clientsOf(labOfOne()).lambda.send(new UpdateFunctionConfigurationCommand({FunctionName, ...change}))
    await expect(update).rejects.toMatchObject({name})
  })

  it('versions are published and aliases created on them', async () => {
    const {lambda} = clientsOf(labOfOne())
    expect(await lambda.send(new PublishVersionCommand({FunctionName, Description: 'three'}))).toMatchObject({
      Version: '3',
      Description: 'three',
    })
    const alias = new CreateAliasCommand({FunctionName, Name: 'green', FunctionVersion: '3'})
    expect(await lambda.send(alias)).toMatchObject({AliasArn: `${functionArn}:green`, $metadata: {httpStatusCode: 201}})
    await expect(lambda.send(alias)).rejects.toMatchObject({name: 'ResourceConflictException'})
    const other = new PublishVersionCommand({FunctionName, CodeSha256: 'other'})
    await expect(lambda.send(other)).rejects.toMatchObject({name: 'InvalidParameterValueException'})
  })

  it('an alias keeps its description, and a change of it is a revision', async () => {
    const {lambda} = clientsOf(labOfOne())
    const alias = {FunctionName, Name: 'green'}
    const made = await lambda.send(new CreateAliasCommand({...alias, FunctionVersion: '2', Description: 'next'}))
    expect(made).toMatchObject({Description: 'next', FunctionVersion: '2'})
    const changed = await lambda.send(new UpdateAliasCommand({...alias, Description: 'now', RevisionId: made.RevisionId}))
    expect(changed).toMatchObject({Description: 'now', FunctionVersion: '2'})
    const late = lambda.send(new UpdateAliasCommand({...alias, FunctionVersion: '1', RevisionId: made.RevisionId}))
    await expect(late).rejects.toMatchObject({name: 'PreconditionFailedException', $metadata: {httpStatusCode: 412}})
  })

  it('have no resource policy, no provisioned concurrency and no exception from loop detection', async () => {
    const {lambda} = clientsOf(labOfOne())
    await expect(lambda.send(new GetPolicyCommand({FunctionName}))).rejects.toMatchObject({name: 'ResourceNotFoundException'})
    const provisioned = lambda.send(new GetProvisionedConcurrencyConfigCommand({FunctionName, Qualifier: 'live'}))
    await expect(provisioned).rejects.toMatchObject({name: 'ProvisionedConcurrencyConfigNotFoundException'})
    expect((await lambda.send(new GetFunctionRecursionConfigCommand({FunctionName}))).RecursiveLoop).toBe('Terminate')
    const found = await lambda.send(new ListProvisionedConcurrencyConfigsCommand({FunctionName}))
    expect(found.ProvisionedConcurrencyConfigs).toEqual([])
  })
})

describe('Invoke', () => {
  const invoke = async (input: Partial<InvokeCommandInput>) => {
    const answer = await clientsOf(labOfOne()).lambda.send(new InvokeCommand({FunctionName, ...input}))
    return {...answer, Payload: answer.Payload?.length ? new TextDecoder().decode(answer.Payload) : ''}
  }
  const event = (SequenceNumber: string) => JSON.stringify({Records: [{dynamodb: {SequenceNumber}}]})

  it('runs the function on the records of a stream event', async () => {
    expect(await invoke({Payload: event('1')})).toMatchObject({StatusCode: 200, Payload: 'null', ExecutedVersion: '$LATEST'})
    const failed = await invoke({Payload: event('bad')})
    expect(failed).toMatchObject({StatusCode: 200, FunctionError: 'Unhandled'})
    expect(JSON.parse(failed.Payload)).toMatchObject({errorType: 'TypeError'})
  })

  it('dry runs need permission alone', async () => {
    expect(await invoke({InvocationType: 'DryRun'})).toMatchObject({StatusCode: 204, Payload: ''})
    const denied = clientsOf(labOfOne(['lambda:InvokeFunction'])).lambda.send(new InvokeCommand({FunctionName, InvocationType: 'DryRun'}))
    await expect(denied).rejects.toMatchObject({name: 'AccessDeniedException'})
  })

  it('refuses a payload that is no JSON', async () => {
    await expect(invoke({Payload: '{'})).rejects.toMatchObject({name: 'InvalidRequestContentException'})
  })

  it.each([
    ['isolatesTenants', undefined],
    ['durable', undefined],
    ['durable', '$LATEST'],
  ] as const)('a function with %s is not invoked as %s', async (wish, Qualifier) => {
    const lab = labOfOne()
    const fn = lab.world.functions.get(FunctionName)
    if (fn !== undefined) fn[wish] = true
    const call = clientsOf(lab).lambda.send(new InvokeCommand({FunctionName, Qualifier, Payload: event('1')}))
    await expect(call).rejects.toMatchObject({name: 'InvalidParameterValueException'})
  })
})

it('UpdateTable switches the stream off and a new one on', async () => {
  const lab = labOfOne()
  const {dynamodb} = clientsOf(lab)
  const update = (StreamEnabled: boolean, StreamViewType?: 'NEW_IMAGE') =>
    dynamodb.send(
      new UpdateTableCommand({TableName: 'orders', StreamSpecification: {StreamEnabled, ...(StreamViewType && {StreamViewType})}}),
    )
  await expect(update(true, 'NEW_IMAGE')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Table already has an enabled stream',
  })
  expect((await update(false)).TableDescription).not.toHaveProperty('StreamSpecification')
  await expect(update(false)).rejects.toMatchObject({message: 'Table is already disabled'})
  const {TableDescription} = await update(true, 'NEW_IMAGE')
  expect(TableDescription?.LatestStreamArn).not.toBe(streamArn)
  expect(TableDescription?.StreamSpecification).toEqual({StreamEnabled: true, StreamViewType: 'NEW_IMAGE'})
})

describe('functions that are created and deleted', () => {
  const create = {
    FunctionName,
    Role: 'arn:aws:iam::123456789012:role/orders-projector',
    Code: {ZipFile: new Uint8Array()},
    Runtime: 'nodejs22.x' as const,
    Handler: 'index.handler',
  }

  it('are deleted, with their versions, and then refuse every call', async () => {
    const {lambda} = clientsOf(labOfOne())
    await lambda.send(new DeleteFunctionCommand({FunctionName}))
    await expect(lambda.send(new GetFunctionConfigurationCommand({FunctionName}))).rejects.toThrow(/^Function not found/)
  })

  it('keep a version that an alias invokes', async () => {
    const {lambda} = clientsOf(labOfOne())
    await expect(lambda.send(new DeleteFunctionCommand({FunctionName, Qualifier: 'live'}))).rejects.toThrow(/no version/)
    const {FunctionVersion: Qualifier} = await lambda.send(new CreateAliasCommand({FunctionName, Name: 'next', FunctionVersion: '1'}))
    await expect(lambda.send(new DeleteFunctionCommand({FunctionName, Qualifier}))).rejects.toThrow(/referenced by alias/)
  })

  it('are not created twice, nor without code', async () => {
    const {lambda} = clientsOf(labOfOne())
    await expect(lambda.send(new CreateFunctionCommand(create))).rejects.toThrow(/already exist/)
    await expect(lambda.send(new CreateFunctionCommand({...create, FunctionName: 'other'}))).rejects.toThrow(/no code/)
    const VpcConfig = {SubnetIds: ['subnet-gone'], SecurityGroupIds: []}
    await expect(lambda.send(new CreateFunctionCommand({...create, FunctionName: 'other', VpcConfig}))).rejects.toThrow(/does not exist/)
  })

  it('take no update in the state Failed', async () => {
    const lab = labOfOne()
    lab.world.functions.get(FunctionName)!.state = 'Failed'
    const {lambda} = clientsOf(lab)
    const update = new UpdateFunctionConfigurationCommand({FunctionName, Timeout: 9})
    await expect(lambda.send(update)).rejects.toThrow(/following state: Failed/)
  })
})
