import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, type Parts} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

describe('function-unavailable', () => {
  it.each<[string, Partial<Parts>, RegExp]>([
    ['a function that is gone', {function: null, functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, /does not exist/],
    ['a function that went a minute ago', {function: null}, /does not exist/],
    [
      'a function that failed',
      {function: lambdaFunction({state: 'Failed', stateReasonCode: 'ImageDeleted'})},
      /is Failed \(ImageDeleted\)/,
    ],
    [
      'a function that wants a tenant',
      {function: lambdaFunction({tenantIsolation: true})},
      /cannot be invoked by a mapping, since it isolates/,
    ],
    ['a function that is taken down', {function: lambdaFunction({state: 'Deactivating'})}, /is Deactivating/],
    [
      'a state that AWS invented since, and nothing is delivered',
      {function: lambdaFunction({state: 'Hibernating'}), functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))},
      /is Hibernating/,
    ],
  ])('is found: %s', (_name, parts, words) => {
    const [cause] = weighing(parts).causes
    expect(cause?.id).toBe('function-unavailable')
    expect(cause?.summary).toMatch(words)
  })

  it.each<[string, string | null, RegExp[]]>([
    [
      'a function',
      null,
      [/^aws lambda create-function .*--function-name orders-projector /, /^aws lambda delete-event-source-mapping .*--uuid 2b0c6f4e/],
    ],
    ['an alias', 'live', [/^aws lambda create-alias .*--name live --function-version VERSION$/]],
    ['a version', '7', [/^ddbstream remap orders-projector:7 .*--version latest$/]],
  ])('brings back what is gone, and advises first what loses nothing: %s', (_name, qualifier, commands) => {
    const gone = functionMetrics(ago => (ago > 20 ? 1 : null))
    const [cause] = weighing({function: null, functionMetrics: gone, mapping: mapping({qualifier})}).causes
    expect(cause?.treatments.map(({command}) => command)).toEqual(commands.map(command => expect.stringMatching(command)))
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy function', {}],
    ['an inactive function, which its next call starts', {function: lambdaFunction({state: 'Inactive'})}],
    ['a function whose state is not given', {function: lambdaFunction({state: null})}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).toEqual([])
  })

  it('is open in a state that AWS invented since, while batches are delivered', () => {
    expect(weighing({function: lambdaFunction({state: 'Hibernating'})}).open).toContain('function-unavailable')
  })

  it('is open when the function could not be read, unless batches reach it', () => {
    expect(weighing({}, ['function']).open).toEqual([])
    expect(weighing({functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : null))}, ['function']).open).toContain('function-unavailable')
  })
})
