import {describe, expect, it} from 'vitest'
import {configureCommand} from '../../src/advice/fix-command.ts'
import {boundRecordAge, boundRetries} from '../../src/advice/mapping-settings.ts'
import {shellWord} from '../../src/text/shell.ts'
import {mapping} from '../support/evidence.ts'

describe('the settings that let Lambda skip a bad record', () => {
  it.each([
    [
      {maximumRetryAttempts: -1, bisectBatchOnFunctionError: false, onFailureDestination: null},
      ['MaximumRetryAttempts', 'BisectBatchOnFunctionError', 'DestinationConfig'],
    ],
    [{maximumRetryAttempts: 100}, ['MaximumRetryAttempts']],
    [{maximumRetryAttempts: 4}, ['MaximumRetryAttempts']],
    [{maximumRetryAttempts: null}, ['MaximumRetryAttempts']],
    [{maximumRetryAttempts: 2, onFailureDestination: null}, ['DestinationConfig']],
    [{bisectBatchOnFunctionError: false}, ['BisectBatchOnFunctionError']],
  ])('holds the settings that the mapping lacks: %j', (given, keys) => {
    expect(Object.keys(boundRetries(mapping(given), 3)?.change ?? {})).toEqual(keys)
  })

  it.each([
    ['a queue', 'arn:aws:sqs:us-east-1:123456789012:q', /goes to \S+ as a pointer, not as records\.$/],
    ['a topic', 'arn:aws:sns:us-east-1:123456789012:t', /goes to \S+ as a pointer, not as records\.$/],
    ['a bucket', 'arn:aws:s3:::failed', /goes to \S+ with its records\.$/],
    ['a bucket of another partition', 'arn:aws-us-gov:s3:::failed', /goes to \S+ with its records\.$/],
    ['no destination', null, /^Replace ARN_OF_YOUR_SQS_QUEUE with .* failed records are dropped\. An S3 bucket keeps the whole records; /],
  ])('names the outcome of a failed batch: %s', (_name, onFailureDestination, words) => {
    const given = mapping({onFailureDestination, maximumRetryAttempts: -1})
    expect(boundRetries(given, 3)?.danger).toMatch(words)
    const age = boundRecordAge(given, 3600, 10)?.summary
    expect(age).toMatch(onFailureDestination === null ? /is dropped, unless .* An S3 bucket/ : new RegExp(words.source.replace('$', ' ')))
  })

  it('is nothing where the mapping has it all', () => {
    expect(boundRetries(mapping(), 3)).toBeNull()
  })
})

describe('commands', () => {
  it.each([
    ['orders-projector:live', 'orders-projector:live'],
    ['arn:aws:sqs:us-east-1:123456789012:q', 'arn:aws:sqs:us-east-1:123456789012:q'],
    ['x; rm -rf ~', "'x; rm -rf ~'"],
    ["it's", "'it'\\''s'"],
    ['$(id)', "'$(id)'"],
    ['', "''"],
  ])('quote %j for the shell', (text, word) => {
    expect(shellWord(text)).toBe(word)
  })

  it('quote values of AWS or a file', () => {
    const command = configureCommand(mapping({uuid: 'x; rm -rf ~', qualifier: '$LATEST'}), {DestinationConfig: "a'b"})
    expect(command).toContain("--mapping 'x; rm -rf ~'")
    expect(command).toContain("'orders-projector:$LATEST'")
    expect(command).toContain(`--set 'DestinationConfig=a'\\''b'`)
  })
})
