import {describe, expect, test} from 'vitest'
import {toYaml} from '../../../src/reports/formats/yaml.ts'
import {mappingsText} from '../../../src/reports/views/mappings.ts'
import {mappings} from '../../../src/use-cases/views/mappings.ts'
import {expectSchema} from '../../commands/schemas.ts'
import {functionArn, mappingOnTheWire, streamArn, testConnection} from '../../support/stub-account.ts'
import {type Answer, denied, stubAws} from '../../support/stub-aws.ts'

const others = {
  'lambda:GetFunction': denied('lambda:GetFunction'),
  'dynamodb:DescribeStream': denied('dynamodb:DescribeStream'),
  'dynamodb:DescribeTable': denied('dynamodb:DescribeTable'),
} satisfies Record<string, Answer>

function account(...list: object[]) {
  const stub = stubAws({'lambda:ListEventSourceMappings': {EventSourceMappings: list.map(mappingOnTheWire)}, ...others})
  return {stub, connection: {...testConnection, requestHandler: stub.requestHandler as never}}
}

const onAlias = {UUID: 'b', FunctionArn: `${functionArn}:live`}
const ofOther = {UUID: 'c', FunctionArn: functionArn.replace('orders-projector', 'billing')}
const ofQueue = {UUID: 'd', EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:jobs'}

describe('which mappings', () => {
  test.each<[string | null, string[]]>([
    ['orders-projector', ['11111111-aaaa-4bbb-8ccc-000000000001', 'b']],
    ['orders-projector:live', ['b']],
    [null, ['c', '11111111-aaaa-4bbb-8ccc-000000000001', 'b']],
  ])('of %j: those of its aliases and versions too, and of streams alone', async (functionText, uuids) => {
    const report = await mappings(account(ofQueue, onAlias, {}, ofOther).connection, functionText)
    expect(report.mappings.map(({mapping}) => mapping)).toEqual(uuids)
    expectSchema('mappings', report)
  })

  test('of a large account: one request for the list, and nothing is asked about each', async () => {
    const {stub, connection} = account(...Array.from({length: 60}, (_, i) => ({UUID: `m${i}`})))
    expect((await mappings(connection, null)).mappings).toHaveLength(60)
    expect(stub.calls.map(({action}) => action)).toEqual(['lambda:ListEventSourceMappings'])
  })
})

test('settings have AWS’s own names and values; checks that fail are findings; denied reads are reported', async () => {
  const {mappings: list, missing} = await mappings(account({}).connection, null)
  expect(list[0]).toMatchObject({
    function: 'orders-projector',
    qualifier: null,
    state: 'Enabled',
    settings: {
      EventSourceArn: streamArn,
      BatchSize: 100,
      MaximumRetryAttempts: -1,
      DestinationConfig: {OnFailure: {}},
      FilterCriteria: {Filters: []},
    },
  })
  expect(list[0]?.findings.map(({check}) => check)).toEqual(
    expect.arrayContaining(['unbounded-retries', 'missing-failure-destination', 'no-bisect']),
  )
  expect(missing.map(({action, reason}) => [action, reason])).toEqual([
    ['lambda:GetFunction', 'denied'],
    ['dynamodb:DescribeStream', 'denied'],
    ['dynamodb:DescribeTable', 'denied'],
  ])
})

describe('the text (update with `npx vitest run --update`)', () => {
  const hostile = {LastProcessingResult: 'PROBLEM: \u001b[2J\u202egone', StartingPosition: 'LATEST'}
  const text = async (columns: number, list: object[], verbose = false) =>
    mappingsText(await mappings(account(...list).connection, null), {columns, colour: false, unicode: true, verbose})

  test('one mapping, with all its settings', async () => {
    await expect(`${await text(80, [hostile])}\n`).toMatchFileSnapshot('../../golden/mappings-80.txt')
  })

  test('of many only the settings that do not fit', async () => {
    const many = await text(200, [{}, onAlias, ofOther, {UUID: 'e'}])
    expect(many).not.toContain('BatchSize')
    expect(many.match(/! {2}MaximumRetryAttempts/g)).toHaveLength(4)
  })

  test('the reasons are under --verbose', async () => {
    expect(await text(80, [{}])).not.toContain('one bad record blocks its shard')
    expect((await text(80, [{}], true)).replaceAll(/\s+/g, ' ')).toContain('one bad record blocks its shard')
  })

  test('verbose has the commands', async () => {
    expect(await text(200, [{}], true)).toContain('ddbstream configure orders-projector --region eu-west-1')
  })

  test('YAML has nothing that a terminal obeys', async () => {
    const yaml = toYaml(await mappings(account(hostile).connection, null))
    expect(yaml).toContain('StartingPosition: LATEST')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
    expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})
