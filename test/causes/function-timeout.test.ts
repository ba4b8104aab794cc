import {describe, expect, it} from 'vitest'
import {functionMetrics, type Parts, published} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const since = (before: number, after: number) => published(ago => (ago > 20 ? before : after))
const timesOut = (errors: number, ms: number): Partial<Parts> => ({
  functionMetrics: functionMetrics(
    blocked,
    {
      'Errors.Sum': since(0, errors),
      'Duration.Average': since(130, ms),
      'Duration.p50': since(120, ms),
      'Duration.p99': since(300, ms),
      'Duration.Maximum': since(400, ms),
    },
    blocked,
  ),
})

describe('function-timeout', () => {
  it('is found when the invocations fail at the timeout', () => {
    const [cause] = weighing(timesOut(60, 30_000)).causes
    expect(cause?.id).toBe('function-timeout')
    expect(cause?.summary).toMatch(/at the timeout of 30 s/)
    expect(cause?.treatments[0]?.command).toMatch(/--region us-east-1 --function-name orders-projector --timeout 90/)
    expect(cause?.treatments[0]?.summary).toMatch(/also makes each failed try longer/)
  })

  it.each<[string, Partial<Parts>]>([
    ['they fail earlier', timesOut(60, 20_000)],
    ['they reach it and do not fail', timesOut(0, 30_000)],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('function-timeout')
  })

  it('is open when the timeout could not be read', () => {
    expect(weighing(timesOut(60, 30_000), ['function']).open).toContain('function-timeout')
  })
})
