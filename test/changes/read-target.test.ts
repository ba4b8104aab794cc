import {describe, expect, it} from 'vitest'
import {AwsError} from '../../src/aws/transport/aws-error.ts'
import {connect} from '../../src/aws/transport/connection.ts'
import {isGone, readTarget} from '../../src/changes/read-target.ts'
import {functionArn, functionOnTheWire, mappingOnTheWire, streamArn, testConnection} from '../support/stub-account.ts'
import {type Answer, denied, failure, stubAws} from '../support/stub-aws.ts'

const reading = (table: Record<string, Answer>, target: Parameters<typeof readTarget>[1]) =>
  readTarget(connect({...testConnection, attempts: 1, requestHandler: stubAws(table).requestHandler as never}), target)
const functionName = 'orders-projector'

describe('a target is read with the settings that its calls change', () => {
  it('an alias, with its weights', async () => {
    const table = {'lambda:GetAlias': {FunctionVersion: '7', RevisionId: 'r-1', RoutingConfig: {AdditionalVersionWeights: {'8': 0.1}}}}
    expect(await reading(table, {kind: 'alias', functionName, alias: 'live'})).toEqual({
      settings: {FunctionVersion: '7', RoutingConfig: {AdditionalVersionWeights: {'8': 0.1}}},
      settled: true,
      state: '',
      revision: 'r-1',
    })
    expect(await reading({'lambda:GetAlias': {FunctionVersion: '7'}}, {kind: 'alias', functionName, alias: 'live'})).toMatchObject({
      settings: {RoutingConfig: {AdditionalVersionWeights: {}}},
      revision: null,
    })
  })

  it.each([
    [['$LATEST', '2', '10', '9'], '10'],
    [['$LATEST'], null],
  ])('the newest version of %j', async (versions, newest) => {
    const table = {'lambda:ListVersionsByFunction': {Versions: versions.map(Version => ({Version, CodeSha256: 'x'}))}}
    expect((await reading(table, {kind: 'version', functionName})).settings).toEqual({Version: newest})
  })

  it.each([
    ['InProgress', false],
    ['Successful', true],
    ['Failed', true],
  ])('a configuration whose update is %s', async (LastUpdateStatus, settled) => {
    const table = {'lambda:GetFunction': functionOnTheWire({LastUpdateStatus, RevisionId: 'r-2'})}
    expect(await reading(table, {kind: 'configuration', functionName})).toEqual({
      settings: {MemorySize: 512, Timeout: 30},
      settled,
      state: LastUpdateStatus,
      revision: 'r-2',
    })
  })

  const target = {kind: 'stream-mapping', functionArn, eventSourceArn: streamArn, tags: {}} as const
  it.each([
    ['none', [], null, true],
    ['one that is made', [mappingOnTheWire({State: 'Creating'})], 'Creating', false],
    ['one of another function', [mappingOnTheWire({FunctionArn: `${functionArn}-2`})], null, true],
  ])('the mapping on a stream: %s', async (_, mappings, state, settled) => {
    const table = {'lambda:ListEventSourceMappings': {EventSourceMappings: mappings}}
    const {settings, ...rest} = await reading(table, target)
    if (state === null) expect(settings).toEqual({Mapping: null})
    else expect(settings).toMatchObject({Mapping: {UUID: rest.revision, BatchSize: 100}})
    expect(rest).toMatchObject({settled, state: state ?? ''})
  })
})

it('is gone where AWS does not find it, and not where it refuses', () => {
  expect(isGone(new AwsError('x:Read', 'not-found', 'no'))).toBe(true)
  expect(isGone(new AwsError('x:Read', 'denied', 'no'))).toBe(false)
  expect(isGone(new Error('no'))).toBe(false)
})

it('a reading that is denied or fails is no reading', async () => {
  const target = {kind: 'alias', functionName, alias: 'live'} as const
  await expect(reading({'lambda:GetAlias': denied('lambda:GetAlias')}, target)).rejects.toMatchObject({kind: 'denied'})
  await expect(reading({'lambda:GetAlias': failure(500, 'ServiceException')}, target)).rejects.toMatchObject({kind: 'other'})
})
