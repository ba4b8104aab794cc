import {describe, expect, it} from 'vitest'
import {lambdaFunction, nowMs, type Parts} from '../support/evidence.ts'
import {lagging, onset} from '../support/load.ts'
import {loggedOf} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

describe('slow-handler', () => {
  it('is found when the time per record has grown and the writes have not', () => {
    const [cause] = weighing(lagging({duration: 10})).causes
    expect(cause?.id).toBe('slow-handler')
    expect(cause?.summary).toMatch(/2 times as long per record/)
    expect(cause?.because.join(' ')).toMatch(/1,200 ms, and took 120 ms/)
  })

  it('is found without the records, by the duration', () => {
    const parts = lagging({duration: 10})
    expect(found(parts, ['tableMetrics'])[0]).toBe('slow-handler')
  })

  const refused = (given: object = {}) =>
    loggedOf('downstream-throttled', {type: null, sample: 'search: 429 es_rejected_execution_exception', ...given})
  it('asks for the log, and names a service that throttles it', () => {
    expect(weighing(lagging({duration: 10})).onDemand).toContain('logErrors')
    const [cause] = weighing({...lagging({duration: 10}), logErrors: refused()}).causes
    expect(cause?.summary).toMatch(/a service that it calls throttles it/)
    expect(cause?.because.join(' ')).toMatch(/es_rejected_execution/)
    expect(cause?.fixes[0]?.summary).toMatch(/Raise the capacity or the request quota of the service that throttles the function/)
  })

  it('does not name refusals that were there before it became slow', () => {
    const logErrors = refused({firstMs: nowMs - 55 * 60_000})
    expect(weighing({...lagging({duration: 10}), logErrors}).causes[0]?.because.join(' ')).not.toMatch(/throttles it/)
  })

  const changed = lambdaFunction({lastModifiedMs: nowMs - (onset + 2) * 60_000})
  it('names a change of the function just before, and its undo', () => {
    const [cause] = weighing({...lagging({duration: 10}), function: changed}).causes
    expect(cause?.because.join(' ')).toMatch(/The function was changed at 2026-11-23T02:18.*, 2 min before it began/)
    expect(cause?.fixes[0]?.command).toMatch(/--set ParallelizationFactor=\d+$/)
    expect(cause?.fixes[1]?.summary).toMatch(/roll it back, or restore its memory/)
    const after = lambdaFunction({lastModifiedMs: nowMs - (onset - 5) * 60_000})
    expect(JSON.stringify(weighing({...lagging({duration: 10}), function: after}).causes[0])).not.toMatch(/The function was changed/)
  })

  it.each([
    [null, /^aws logs tail --region us-east-1 \/aws\/lambda\/orders-projector --since 15m$/],
    ['STANDARD', /^aws logs tail /],
    ['INFREQUENT_ACCESS', /^aws logs get-query-results .*aws logs start-query .*--log-group-name \/aws\/lambda\/orders-projector /],
    ['ESSENTIALS', /^aws logs get-query-results /],
    ['DELIVERY', /^aws logs describe-subscription-filters /],
  ])('reads the log by a call that the class of the group allows: %s', (logGroupClass, command) => {
    const logGroup = {name: '/aws/lambda/orders-projector', logGroupClass}
    expect(weighing(lagging({duration: 10})).onDemand).toContain('logGroup')
    expect(weighing({...lagging({duration: 10}), logGroup}).causes[0]?.fixes[1]?.command).toMatch(command)
  })

  it('sets memory back that the journal tells was lowered', () => {
    const fromMs = nowMs - (onset + 2) * 60_000
    const settings = [{name: 'MemorySize', before: 1024, after: 256}]
    const operations = [{id: 'op', command: 'configure', fromMs, toMs: fromMs, changes: [{what: 'function' as const, settings}]}]
    const [cause] = weighing({...lagging({duration: 10}), function: changed, operations}).causes
    expect(cause?.fixes[0]?.command).toBe('ddbstream configure orders-projector --region us-east-1 --memory 1024')
  })

  it.each([
    [1.14, false],
    [1.16, true],
  ])('a median invocation that takes %f times as long, of smaller batches: slower is %s', (duration, isSlower) => {
    expect(found(lagging({duration, records: [25, 5]})).includes('slow-handler')).toBe(isSlower)
  })

  it.each<[string, Partial<Parts>]>([
    ['fuller batches take longer, and a record does not', lagging({duration: 4, writes: 2})],
    ['more is written, and the function is as fast', lagging({writes: 3})],
    ['the function fails', lagging({duration: 10, errors: 60})],
    ['a slow function that keeps up', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('slow-handler')
  })
})
