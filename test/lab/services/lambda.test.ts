import {
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PutFunctionConcurrencyCommand,
  paginateListEventSourceMappings,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
  type UpdateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda'
import {describe, expect, it} from 'vitest'
import {defaultsOnTheWire} from '../../support/default-mapping.ts'
import {clientsOf} from './clients.ts'
import {functionArn, labOfOne, mapping, startMs, streamArn, tableArn, uuid} from './world-of-one.ts'

const name = 'orders-projector'

describe('event source mappings', () => {
  it('are written as AWS writes them', async () => {
    const {lambda} = clientsOf(labOfOne())
    const {$metadata, ...answer} = await lambda.send(new GetEventSourceMappingCommand({UUID: uuid}))
    expect($metadata.httpStatusCode).toBe(200)
    expect(answer).toEqual({
      UUID: uuid,
      EventSourceMappingArn: `arn:aws:lambda:us-east-1:123456789012:event-source-mapping:${uuid}`,
      EventSourceArn: streamArn,
      FunctionArn: functionArn,
      StartingPosition: 'TRIM_HORIZON',
      State: 'Enabled',
      StateTransitionReason: 'User action',
      LastModified: new Date(startMs - 3_600_500),
      LastProcessingResult: 'OK',
      ...defaultsOnTheWire,
    })
  })

  it.each([
    [undefined, ['plain', 'alias', 'other']],
    [name, ['plain']],
    [functionArn, ['plain']],
    [`123456789012:function:${name}`, ['plain']],
    [`${name}:live`, ['alias']],
    [`${functionArn}:live`, ['alias']],
    ['nobody', []],
  ])('are filtered by the function %s', async (FunctionName, found) => {
    const lab = labOfOne()
    lab.world.mappings.clear()
    const list = [mapping('plain'), mapping('alias', `${functionArn}:live`), mapping('other', functionArn.replace(name, 'other'))]
    for (const one of list) lab.world.mappings.set(one.uuid, one)
    const answer = await clientsOf(lab).lambda.send(new ListEventSourceMappingsCommand({FunctionName}))
    expect(answer.EventSourceMappings?.map(one => one.UUID)).toEqual(found)
  })

  it('are filtered by their event source', async () => {
    const {lambda} = clientsOf(labOfOne())
    const count = async (EventSourceArn: string) =>
      (await lambda.send(new ListEventSourceMappingsCommand({EventSourceArn}))).EventSourceMappings?.length
    expect(await count(streamArn)).toBe(1)
    expect(await count(`${tableArn}/stream/2020-01-01T00:00:00.000`)).toBe(0)
  })

  it('come in pages of 100, for any MaxItems', async () => {
    const lab = labOfOne()
    for (let i = 1; i < 230; i++) lab.world.mappings.set(`m${i}`, mapping(`m${i}`))
    const sizes: number[] = []
    const seen = new Set<string | undefined>()
    for await (const page of paginateListEventSourceMappings({client: clientsOf(lab).lambda, pageSize: 10_000}, {})) {
      sizes.push(page.EventSourceMappings?.length ?? 0)
      for (const one of page.EventSourceMappings ?? []) seen.add(one.UUID)
    }
    expect(sizes).toEqual([100, 100, 30])
    expect(seen.size).toBe(230)
  })

  it('that do not exist are told so', async () => {
    const failure = clientsOf(labOfOne()).lambda.send(new GetEventSourceMappingCommand({UUID: 'none'}))
    await expect(failure).rejects.toThrow(ResourceNotFoundException)
    await expect(failure).rejects.toMatchObject({message: 'The resource you requested does not exist.', $metadata: {httpStatusCode: 404}})
  })
})

describe('UpdateEventSourceMapping', () => {
  it('answers 202 with the old settings and the transition, and refuses the next change meanwhile', async () => {
    const lab = labOfOne()
    const {lambda} = clientsOf(lab)
    const destination = 'arn:aws:sqs:us-east-1:123456789012:orders-failures'
    const answer = await lambda.send(
      new UpdateEventSourceMappingCommand({
        UUID: uuid,
        MaximumRetryAttempts: 3,
        BisectBatchOnFunctionError: true,
        DestinationConfig: {OnFailure: {Destination: destination}},
        FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]},
        MetricsConfig: {Metrics: ['EventCount']},
      }),
    )
    expect(answer).toMatchObject({State: 'Updating', MaximumRetryAttempts: -1, BisectBatchOnFunctionError: false})
    expect(answer.LastModified).toEqual(new Date(startMs))
    expect(answer.$metadata.httpStatusCode).toBe(202)
    expect(await lambda.send(new GetEventSourceMappingCommand({UUID: uuid}))).toMatchObject({
      MaximumRetryAttempts: 3,
      BisectBatchOnFunctionError: true,
      BatchSize: 100,
      DestinationConfig: {OnFailure: {Destination: destination}},
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]},
      MetricsConfig: {Metrics: ['EventCount']},
    })
    await expect(lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, BatchSize: 1}))).rejects.toThrow(ResourceInUseException)
  })

  it('takes a destination away with an empty one, and points to another target by its ARN', async () => {
    const lab = labOfOne()
    lab.world.mappings.get(uuid)!.settings.OnFailureDestination = 'arn:aws:sqs:us-east-1:123456789012:orders-failures'
    const update = new UpdateEventSourceMappingCommand({
      UUID: uuid,
      FunctionName: `${name}:live`,
      DestinationConfig: {OnFailure: {Destination: ''}},
    })
    await clientsOf(lab).lambda.send(update)
    expect(lab.world.mappings.get(uuid)).toMatchObject({functionArn: `${functionArn}:live`, settings: {OnFailureDestination: ''}})
  })

  const refused: [string, Partial<UpdateEventSourceMappingCommandInput>, string, RegExp][] = [
    [
      'BatchSize',
      {BatchSize: 10_001},
      'ValidationException',
      /^1 validation error detected: Value '10001' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000$/,
    ],
    ['BatchSize', {BatchSize: 0}, 'ValidationException', /greater than or equal to 1$/],
    ['the window', {MaximumBatchingWindowInSeconds: 301}, 'ValidationException', /'maximumBatchingWindowInSeconds'/],
    ['ParallelizationFactor', {ParallelizationFactor: 11}, 'ValidationException', /'parallelizationFactor'/],
    ['the tumbling window', {TumblingWindowInSeconds: 901}, 'ValidationException', /'tumblingWindowInSeconds'/],
    ['the retries', {MaximumRetryAttempts: -2}, 'ValidationException', /'maximumRetryAttempts'/],
    ['both at once', {MaximumRetryAttempts: 10_001, BatchSize: 0}, 'ValidationException', /^2 validation errors detected: /],
    ['the age', {MaximumRecordAgeInSeconds: 604_801}, 'ValidationException', /'maximumRecordAgeInSeconds'/],
    [
      'an age below a minute',
      {MaximumRecordAgeInSeconds: 30},
      'InvalidParameterValueException',
      /either -1 \(forever\) or between 60 and 604800/,
    ],
    [
      'the response type',
      {FunctionResponseTypes: ['Other' as 'ReportBatchItemFailures']},
      'ValidationException',
      /enum value set: \[ReportBatchItemFailures\]/,
    ],
    ['the destination', {DestinationConfig: {OnFailure: {Destination: 'a queue'}}}, 'ValidationException', /destination/],
    [
      'the filter',
      {FilterCriteria: {Filters: [{Pattern: '{"eventName":"INSERT"}'}]}},
      'InvalidParameterValueException',
      /Invalid filter pattern definition/,
    ],
    ['the metrics', {MetricsConfig: {Metrics: ['KafkaMetrics']}}, 'InvalidParameterValueException', /KafkaMetrics/],
    [
      'the function',
      {FunctionName: 'nobody'},
      'ResourceNotFoundException',
      /^Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody$/,
    ],
    ['the UUID', {UUID: 'none', BatchSize: 1}, 'ResourceNotFoundException', /does not exist/],
  ]
  it.each(refused)('refuses %s: %o', async (_, input, type, message) => {
    const lab = labOfOne()
    const failure = clientsOf(lab).lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, ...input}))
    await expect(failure).rejects.toMatchObject({name: type, message: expect.stringMatching(message)})
    expect(lab.world.mappings.get(uuid)).toEqual(mapping())
  })
})

describe('functions', () => {
  it('carry their configuration and, only when reserved, their concurrency', async () => {
    const lab = labOfOne()
    const {lambda} = clientsOf(lab)
    const plain = await lambda.send(new GetFunctionCommand({FunctionName: name}))
    expect(plain.Configuration).toMatchObject({FunctionArn: functionArn, Version: '$LATEST', Timeout: 30, MemorySize: 256, State: 'Active'})
    expect(plain.Configuration?.LastModified).toBe('2026-11-22T12:00:00.000+0000')
    expect(plain.Concurrency).toBeUndefined()
    lab.world.functions.get(name)!.reservedConcurrency = 0
    expect((await lambda.send(new GetFunctionCommand({FunctionName: functionArn}))).Concurrency).toEqual({ReservedConcurrentExecutions: 0})
  })

  it.each([
    [name, 'live', '1', `${functionArn}:live`],
    [`${name}:2`, undefined, '2', `${functionArn}:2`],
    [`${functionArn}:live`, undefined, '1', `${functionArn}:live`],
    [name, '$LATEST', '$LATEST', `${functionArn}:$LATEST`],
  ])('resolve %s with qualifier %s', async (FunctionName, Qualifier, version, arn) => {
    const answer = await clientsOf(labOfOne()).lambda.send(new GetFunctionConfigurationCommand({FunctionName, Qualifier}))
    expect(answer).toMatchObject({Version: version, FunctionArn: arn})
  })

  it.each([
    ['nobody', undefined, 'arn:aws:lambda:us-east-1:123456789012:function:nobody'],
    [name, 'gone', `${functionArn}:gone`],
    [functionArn.replace('us-east-1', 'eu-west-1'), undefined, functionArn.replace('us-east-1', 'eu-west-1')],
  ])('that do not exist are told so: %s %s', async (FunctionName, Qualifier, arn) => {
    const failure = clientsOf(labOfOne()).lambda.send(new GetFunctionCommand({FunctionName, Qualifier}))
    await expect(failure).rejects.toThrow(ResourceNotFoundException)
    await expect(failure).rejects.toThrow(`Function not found: ${arn}`)
  })

  it('are listed without their state, versions with $LATEST first', async () => {
    const {lambda} = clientsOf(labOfOne())
    const {Functions} = await lambda.send(new ListFunctionsCommand({}))
    expect(Functions).toHaveLength(1)
    expect(Functions?.[0]).toMatchObject({FunctionName: name})
    expect(Functions?.[0]).not.toHaveProperty('State')
    const {Versions} = await lambda.send(new ListVersionsByFunctionCommand({FunctionName: name}))
    expect(Versions?.map(one => one.Version)).toEqual(['$LATEST', '1', '2'])
  })
})

describe('concurrency', () => {
  it('is reserved, shown and released', async () => {
    const {lambda} = clientsOf(labOfOne())
    expect(await lambda.send(new PutFunctionConcurrencyCommand({FunctionName: name, ReservedConcurrentExecutions: 900}))).toMatchObject({
      ReservedConcurrentExecutions: 900,
    })
    expect(await lambda.send(new GetFunctionConcurrencyCommand({FunctionName: name}))).toMatchObject({ReservedConcurrentExecutions: 900})
    expect((await lambda.send(new GetAccountSettingsCommand({}))).AccountLimit).toMatchObject({
      ConcurrentExecutions: 1000,
      UnreservedConcurrentExecutions: 100,
    })
    expect((await lambda.send(new DeleteFunctionConcurrencyCommand({FunctionName: name}))).$metadata.httpStatusCode).toBe(204)
    expect(await lambda.send(new GetFunctionConcurrencyCommand({FunctionName: name}))).not.toHaveProperty('ReservedConcurrentExecutions')
  })

  it('leaves 100 unreserved', async () => {
    const failure = clientsOf(labOfOne()).lambda.send(
      new PutFunctionConcurrencyCommand({FunctionName: name, ReservedConcurrentExecutions: 901}),
    )
    await expect(failure).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('minimum value of [100]'),
    })
  })
})

describe('aliases', () => {
  it('move under their revision', async () => {
    const {lambda} = clientsOf(labOfOne())
    const alias = {FunctionName: name, Name: 'live'}
    expect((await lambda.send(new ListAliasesCommand({FunctionName: name}))).Aliases).toHaveLength(1)
    const before = await lambda.send(new GetAliasCommand(alias))
    expect(before).toMatchObject({AliasArn: `${functionArn}:live`, FunctionVersion: '1', RevisionId: 'alias-1'})
    const move = {...alias, FunctionVersion: '2', RevisionId: before.RevisionId}
    expect(await lambda.send(new UpdateAliasCommand(move))).toMatchObject({FunctionVersion: '2', RevisionId: 'alias-2'})
    await expect(lambda.send(new UpdateAliasCommand(move))).rejects.toMatchObject({name: 'PreconditionFailedException'})
  })

  it.each([
    [{FunctionVersion: '9'}, 'ResourceNotFoundException'],
    [{Name: 'gone'}, 'ResourceNotFoundException'],
    [{RoutingConfig: {AdditionalVersionWeights: {$LATEST: 0.1}}}, 'InvalidParameterValueException'],
    [{RoutingConfig: {AdditionalVersionWeights: {2: 1.5}}}, 'InvalidParameterValueException'],
  ])('refuse %o', async (change, type) => {
    const failure = clientsOf(labOfOne()).lambda.send(new UpdateAliasCommand({FunctionName: name, Name: 'live', ...change}))
    await expect(failure).rejects.toMatchObject({name: type})
  })
})
