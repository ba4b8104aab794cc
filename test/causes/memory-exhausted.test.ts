import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, type Parts, published} from '../support/evidence.ts'
import {loggedOf, logReports} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const failing: Partial<Parts> = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked)}
const one: Partial<Parts> = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 1))})}
const full = logReports({usedMemoryMaximumMb: 512})
const killed = loggedOf('out-of-memory', {type: 'Runtime.ExitError', sample: 'Runtime exited with error: signal: killed'})

describe('memory-exhausted', () => {
  it('is found when the log reports killed processes, with the memory used', () => {
    const [cause] = weighing({...failing, logErrors: killed, logReports: full}).causes
    expect(cause?.id).toBe('memory-exhausted')
    expect(cause?.because).toContain('Up to 512 MB of 512 MB were in use.')
    expect(cause?.fixes[0]?.command).toMatch(/--memory 1024/)
  })

  it('never advises a size that could be less than it has', () => {
    const [cause] = weighing({...failing, logErrors: killed}, ['function']).causes
    expect(cause?.id).toBe('memory-exhausted')
    expect(cause?.fixes[0]?.command).toMatch(/--set BatchSize=50$/)
  })

  it.each<[string, Partial<Parts>, RegExp]>([
    ['the most memory', {function: lambdaFunction({memoryMb: 10_240})}, /--set BatchSize=50$/],
    ['managed instances', {function: lambdaFunction({memoryMb: 10_240, managedInstances: true})}, /--memory 20480$/],
    ['the most of managed instances', {function: lambdaFunction({memoryMb: 32_768, managedInstances: true})}, /--set BatchSize=50$/],
    [
      'the most memory and one record',
      {function: lambdaFunction({memoryMb: 10_240}), mapping: mapping({batchSize: 1})},
      /get-function-configuration/,
    ],
    ['an alias', {mapping: mapping({qualifier: 'live'})}, /^ddbstream configure orders-projector:live .* --memory 1024$/],
  ])('its advice changes something: %s', (_name, parts, command) => {
    expect(weighing({...failing, logErrors: killed, logReports: full, ...parts}).causes[0]?.fixes[0]?.command).toMatch(command)
  })

  it.each([
    [1504, /^(?!.*AWS may refuse).*CPU grow with the memory\./],
    [1505, /AWS may refuse more than 3,008 MB in a new account until its quota is raised\./],
  ])('warns where a new account may not have so much: from %i MB', (memoryMb, summary) => {
    const [cause] = weighing({...failing, logErrors: killed, logReports: full, function: lambdaFunction({memoryMb})}).causes
    expect(cause?.fixes[0]?.summary).toMatch(summary)
  })

  it('is found when the process exits and all memory is in use', () => {
    expect(found({...failing, logErrors: loggedOf('exception', {type: 'Runtime.ExitError'}), logReports: full})).toEqual([
      'memory-exhausted',
    ])
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline whose memory is full', {logReports: full}],
    [
      'a process that exits with memory left',
      {...failing, logErrors: loggedOf('exception', {type: 'Runtime.ExitError'}), logReports: logReports()},
    ],
    ['another error', {...failing, logErrors: loggedOf('exception'), logReports: full}],
    ['one shard whose batch fails with another error', {...one, logErrors: loggedOf('exception'), logReports: full}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('memory-exhausted')
  })

  it('raises the memory for a batch that blocks one shard, and bounds no retries', () => {
    const {causes, ruledOut} = weighing({...one, logErrors: killed, logReports: full})
    expect(causes[0]).toMatchObject({
      id: 'memory-exhausted',
      confidence: 0.97,
      harm: 'Lambda ends each invocation of one batch at the memory limit and retries it; its shard is blocked',
    })
    expect(causes[0]?.fixes[0]?.command).toMatch(/--memory 1024$/)
    expect(JSON.stringify(causes)).not.toMatch(/MaximumRetryAttempts=\d/)
    expect(ruledOut.find(({id}) => id === 'poison-record')?.because).toMatch(/more memory may let it pass/)
  })

  it('is open until the log is read', () => {
    expect(weighing(failing).open).toContain('memory-exhausted')
    expect(weighing(failing).onDemand).toEqual(expect.arrayContaining(['logErrors', 'logReports']))
  })
})
