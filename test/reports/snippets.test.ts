import {expect, test} from 'vitest'
import {parse} from 'yaml'
import type {Snippet} from '../../src/model/plan/snippet.ts'
import {snippetNames, snippets} from '../../src/reports/snippets/index.ts'
import {printable} from '../../src/text/printable.ts'
import {hostile} from '../support/hostile.ts'
import {wordsInShells} from '../support/shell-reads.ts'

const full: Snippet = {
  region: 'eu-west-1',
  functionName: 'orders-projector',
  qualifier: 'live',
  streamArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-05T08:00:00.000',
  startingPosition: 'TRIM_HORIZON',
  settings: {
    Enabled: true,
    BatchSize: 200,
    MaximumBatchingWindowInSeconds: 1,
    ParallelizationFactor: 4,
    MaximumRetryAttempts: 3,
    MaximumRecordAgeInSeconds: -1,
    TumblingWindowInSeconds: 0,
    BisectBatchOnFunctionError: true,
    DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:eu-west-1:123456789012:orders-failed'}},
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MetricsConfig: {Metrics: ['EventCount']},
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform has to escape it
    FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"Keys":{"id":{"S":["${x}"]}}}}'}]},
  },
  memoryMb: 1024,
  timeoutSeconds: 60,
  reservedConcurrency: 20,
  calls: [
    {action: 'lambda:UpdateEventSourceMapping', input: {UUID: 'u', BatchSize: 200, DestinationConfig: {OnFailure: {Destination: "it's"}}}},
  ],
}

test.each(snippetNames)('%s', name => {
  expect(snippets[name](full)).toMatchSnapshot()
})

test('a setting that is not set is not written', () => {
  const bare: Snippet = {
    ...full,
    settings: {Enabled: true, BatchSize: 100},
    memoryMb: undefined,
    timeoutSeconds: undefined,
    reservedConcurrency: undefined,
  }
  for (const name of snippetNames)
    if (name !== 'cli') expect(snippets[name](bare)).not.toMatch(/undefined|null|estination|emory|eserved|ilter|etrics/)
})

test('any name of a function, a stream or a destination reads back from each snippet', () => {
  const named = hostile.filter(text => text !== '').map(text => ({...full, functionName: text, streamArn: text}))
  const printed = named.map(one =>
    snippets.cli({...one, calls: [{action: 'lambda:UpdateEventSourceMapping', input: {UUID: one.streamArn}}]}),
  )
  for (const [i, [words]] of wordsInShells(printed).entries())
    expect([words?.slice(0, 3), JSON.parse(words?.at(-1) ?? '')]).toEqual([
      ['aws', 'lambda', 'update-event-source-mapping'],
      {UUID: named[i]?.streamArn},
    ])
  for (const one of named) {
    for (const name of snippetNames)
      for (const line of snippets[name](one).split('\n')) expect(printable(line)).toBe(line.replaceAll('\t', ' '))
    const {functions} = parse(snippets.serverless(one)) as {functions: Record<string, {events: {stream: {arn: string}}[]}>}
    expect(Object.entries(functions).map(([name, {events}]) => [name, events[0]?.stream.arn])).toEqual([[one.functionName, one.streamArn]])
  }
})
