import {describe, expect, it} from 'vitest'
import {causes} from '../../src/causes/index.ts'
import {healthyParts, mapping, type Parts, sharing} from '../support/evidence.ts'
import {situations} from '../support/situations.ts'
import {weighing} from '../support/weigh.ts'

const ids = causes.map(({id}) => id)
const partsOf = (id: string): Partial<Parts> => situations[id] ?? {}
const set = (settings: string) => `ddbstream configure orders-projector --region us-east-1 --mapping ${mapping().uuid} ${settings}`
const tries = set('--set MaximumRetryAttempts=-1')

/**
 * How sure each cause is, also where another mapping shares the metrics of the function; and the commands that it prints. The cause of a
 * setting, or of the function as a whole, is as sure there; a batch of one shard may be the other mapping's.
 */
const expected: Record<string, {own: number; shared: number; commands: string[]}> = {
  'mapping-disabled': {own: 0.98, shared: 0.98, commands: [set('--set Enabled=true')]},
  'stale-stream': {
    own: 0.97,
    shared: 0.97,
    commands: [`ddbstream remap orders-projector --region us-east-1 --mapping ${mapping().uuid} --stream latest`],
  },
  'function-unavailable': {
    own: 0.97,
    shared: 0.97,
    commands: [
      String.raw`aws lambda get-function-configuration --region us-east-1 --function-name orders-projector --query 'merge({Runtime:Runtime,Role:Role,Handler:Handler,Description:Description,Timeout:Timeout,MemorySize:MemorySize,Architectures:Architectures,EphemeralStorage:EphemeralStorage,TracingConfig:TracingConfig,LoggingConfig:LoggingConfig,SnapStart:{ApplyOn:SnapStart.ApplyOn}},Layers&&{Layers:Layers[].Arn}||\`{}\`,Environment.Error.Message||Environment.Variables&&{Environment:{Variables:Environment.Variables}}||\`{}\`)' --output json > FUNCTION.json && curl -sfo PACKAGE.zip "$(aws lambda get-function --region us-east-1 --function-name orders-projector --query Code.Location --output text)" && aws lambda delete-function --region us-east-1 --function-name orders-projector && aws lambda create-function --region us-east-1 --function-name orders-projector --cli-input-json file://FUNCTION.json --zip-file fileb://PACKAGE.zip`.replaceAll(
        '\\`',
        '`',
      ),
    ],
  },
  'access-denied': {
    own: 0.96,
    shared: 0.96,
    commands: [
      `aws iam put-role-policy --role-name orders-projector --policy-name ddbstream-restored-0a01475b --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:GetItem"],"Resource":"*"}]}'`,
    ],
  },
  'filter-drops-all': {
    own: 0.98,
    shared: 0.98,
    commands: [`aws lambda update-event-source-mapping --region us-east-1 --uuid ${mapping().uuid} --filter-criteria '{"Filters":[]}'`],
  },
  'network-unreachable': {
    own: 0.97,
    shared: 0.97,
    commands: [`aws ec2 modify-vpc-attribute --region us-east-1 --vpc-id vpc-1 --enable-dns-support '{"Value":true}'`],
  },
  'memory-exhausted': {own: 0.97, shared: 0.97, commands: [set('--memory 1024'), tries]},
  'function-timeout': {own: 0.95, shared: 0.95, commands: [set('--timeout 90s'), set('--set BatchSize=50'), tries]},
  'failing-function': {own: 0.96, shared: 0.96, commands: ['ddbstream errors orders-projector --region us-east-1 --since 15m', tries]},
  'poison-record': {own: 0.97, shared: 0.6, commands: ['ddbstream errors orders-projector --region us-east-1 --since 15m']},
  'broken-destination': {
    own: 0.97,
    shared: 0.97,
    commands: ['aws sqs create-queue --region us-east-1 --queue-name orders-failed', set('--set DestinationConfig=ARN_OF_YOUR_SQS_QUEUE')],
  },
  'silent-loss': {own: 0.92, shared: 0.92, commands: [set('--set DestinationConfig=ARN_OF_YOUR_SQS_QUEUE')]},
  'throttled-concurrency': {
    own: 0.96,
    shared: 0.96,
    commands: ['ddbstream configure orders-projector --region us-east-1 --reserved-concurrency 4'],
  },
  'write-back-loop': {own: 0.92, shared: 0.92, commands: [set('--set Enabled=false')]},
  'reader-contention': {
    own: 0.96,
    shared: 0.96,
    commands: [`aws lambda list-event-source-mappings --region us-east-1 --event-source-arn ${mapping().eventSourceArn}`],
  },
  'slow-handler': {
    own: 0.94,
    shared: 0.94,
    commands: [set('--set ParallelizationFactor=3'), 'aws logs tail --region us-east-1 /aws/lambda/orders-projector --since 15m'],
  },
  'insufficient-throughput': {own: 0.92, shared: 0.92, commands: [set('--set ParallelizationFactor=3 --set BatchSize=400')]},
  'hot-partition': {
    own: 0.92,
    shared: 0.92,
    commands: [set('--set ParallelizationFactor=3 --set BatchSize=1000'), set('--contributor-insights')],
  },
  'cold-start-burden': {
    own: 0.95,
    shared: 0.95,
    commands: ['aws lambda get-function-configuration --region us-east-1 --function-name orders-projector'],
  },
  'write-burst': {
    own: 0.95,
    shared: 0.95,
    commands: ['ddbstream iterator-age orders-projector --region us-east-1 --watch --until drained'],
  },
  'shard-rollover': {own: 0.93, shared: 0.93, commands: ['ddbstream doctor orders-projector --region us-east-1']},
}

it('has a situation and a row for each cause', () => {
  expect(Object.keys(situations)).toEqual(ids)
  expect(Object.keys(expected)).toEqual(ids)
})

describe.each(ids)('%s', id => {
  it('is found first, with its commands', () => {
    const [first] = weighing(partsOf(id)).causes
    expect(first?.id).toBe(id)
    expect(first?.confidence).toBe(expected[id]?.own)
    expect(first?.fixes.map(({command}) => command)).toEqual(expected[id]?.commands)
    for (const {summary} of first?.fixes ?? []) expect(summary).toMatch(/^[A-Z].*[.:]$/s)
  })

  it('is found in a function that another mapping shares', () => {
    const [first] = weighing({...partsOf(id), siblings: [sharing()]}).causes
    expect([first?.id, first?.confidence]).toEqual([id, expected[id]?.shared])
    // One that is off puts no batch into the metrics.
    const [alone] = weighing({...partsOf(id), siblings: [sharing({state: 'Disabled'})]}).causes
    expect([alone?.id, alone?.confidence]).toEqual([id, expected[id]?.own])
  })
})

/** The causes found, their confidence, and those that are not ruled out. */
function outcome(parts: Partial<Parts>, unread: (keyof Parts)[], reason: 'denied' | 'failed') {
  const {causes: found, open} = weighing(parts, unread, reason)
  return {found: found.map(({id, confidence}) => [id, confidence]), open}
}

const asked = [...new Set(causes.flatMap(({onDemand = []}) => onDemand))]

describe('evidence that fails to be read', () => {
  it.each([...Object.keys(healthyParts()), ...asked] as (keyof Parts)[])('counts as little as one that is denied: %s', key => {
    const failed = outcome({}, [key], 'failed')
    expect(failed).toEqual(outcome({}, [key], 'denied'))
    expect(failed.found).toEqual([])
  })

  it.each(ids)('leaves %s as open as where it is denied', id => {
    const {onDemand = []} = causes.find(cause => cause.id === id) ?? {}
    const unread: (keyof Parts)[] = ['mappingMetrics', 'tableMetrics', ...onDemand]
    const failed = outcome(partsOf(id), unread, 'failed')
    expect(failed).toEqual(outcome(partsOf(id), unread, 'denied'))
    expect([...failed.found.map(([found]) => found), ...failed.open]).toContain(id)
  })

  it('rules out none of the causes that it could show', () => {
    const {open} = weighing({}, ['mapping', 'function', 'functionMetrics', 'tableMetrics'], 'failed')
    expect(open).toEqual(ids)
  })
})
