import {expect, test} from 'vitest'
import type {FunctionAnswer} from '../../../src/aws/lambda.ts'
import {functionFrom} from '../../../src/evidence/first-round/function.ts'
import type {LambdaFunction} from '../../../src/model/evidence/evidence.ts'
import {lambdaFunctionSchema} from '../../../src/model/evidence/evidence-schema.ts'
import {functionArn, functionOnTheWire} from '../../support/stub-account.ts'

const answer = (given: object = {}): FunctionAnswer => functionOnTheWire(given) as FunctionAnswer

test('a function', () => {
  expect(functionFrom(answer(), 5)).toEqual({
    functionArn,
    functionName: 'orders-projector',
    version: '$LATEST',
    state: 'Active',
    stateReasonCode: null,
    lastUpdateStatus: 'Successful',
    lastModifiedMs: Date.UTC(2026, 10, 20, 10),
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    memoryMb: 512,
    timeoutSeconds: 30,
    role: 'arn:aws:iam::111122223333:role/orders-projector',
    reservedConcurrency: 5,
    logGroup: '/aws/lambda/orders-projector',
    logFormat: 'Text',
    systemLogLevel: null,
    applicationLogLevel: null,
    subnetIds: [],
    securityGroupIds: [],
    vpcId: null,
    handler: null,
    packageType: null,
    codeSizeBytes: null,
    tracingMode: null,
    snapStart: null,
    environmentNames: [],
    environmentKeyArn: null,
    deadLetterTarget: null,
    managedInstances: false,
    durable: false,
    executionTimeoutSeconds: null,
    temporaryStorageMb: null,
    fileSystems: [],
    tenantIsolation: false,
  })
})

test.each<[string, object, Partial<LambdaFunction>]>([
  [
    'a log group of its own',
    {LoggingConfig: {LogGroup: '/team/orders', LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'ERROR'}},
    {logGroup: '/team/orders', logFormat: 'JSON', systemLogLevel: 'WARN', applicationLogLevel: 'ERROR'},
  ],
  ['no logging configuration', {LoggingConfig: undefined}, {logGroup: '/aws/lambda/orders-projector', logFormat: null}],
  [
    'a network',
    {VpcConfig: {SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'], VpcId: 'vpc-1'}},
    {subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'], vpcId: 'vpc-1'},
  ],
  [
    'environment variables, of which the names are kept',
    {Environment: {Variables: {TABLE: 'orders', API_KEY: 'secret'}}},
    {environmentNames: ['API_KEY', 'TABLE']},
  ],
  ['a broken state', {State: 'Failed', StateReasonCode: 'EniLimitExceeded'}, {state: 'Failed', stateReasonCode: 'EniLimitExceeded'}],
  ['a date that is none', {LastModified: 'yesterday'}, {lastModifiedMs: null}],
])('%s', (_, given, expected) => {
  expect(functionFrom(answer(given), null)).toMatchObject(expected)
})

test.each([[0], [null], [12]])('reserved concurrency %s is kept as it is', reserved => {
  expect(functionFrom(answer(), reserved).reservedConcurrency).toBe(reserved)
})

test('a value that AWS left out is null', () => {
  const value = functionFrom({Configuration: {FunctionName: 'f'}, $metadata: {}}, null)
  expect(lambdaFunctionSchema.parse(value)).toEqual(value)
  expect(value).toMatchObject({timeoutSeconds: null, memoryMb: null, logGroup: '/aws/lambda/f'})
})
