import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, type Parts} from '../support/evidence.ts'
import {growing, lagging} from '../support/load.ts'
import {found, weighing} from '../support/weigh.ts'

describe('insufficient-throughput', () => {
  it('is found when more is written than before, in full batches, by a function as fast as before', () => {
    const [cause] = weighing(lagging({writes: 3})).causes
    expect(cause?.id).toBe('insufficient-throughput')
    expect(cause?.summary).toMatch(/3 times as much is written/)
    expect(cause?.because.join(' ')).toMatch(/Batches are 100 % full, and were 20 %/)
    expect(cause?.treatments[0]?.command).toMatch(/--set ParallelizationFactor=2 --set BatchSize=400/)
    expect(cause?.treatments[0]?.summary).toMatch(/its concurrency, and what it calls, must bear that/)
  })

  it('advises no change that the mapping has already', () => {
    const [cause] = weighing({...lagging({writes: 3, records: [200, 1000]}), mapping: mapping({batchSize: 1000})}).causes
    expect(cause?.treatments[0]?.command).not.toMatch(/batch-size/)
  })

  it.each<[string, Partial<Parts>]>([
    ['the function became slower', lagging({duration: 10})],
    ['batches are not full', lagging({writes: 3, records: [5, 10]})],
    ['one shard alone lags', {...lagging({writes: 3}), functionMetrics: functionMetrics(growing(0.5))}],
    ['everything fails', lagging({writes: 3, errors: 60})],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('insufficient-throughput')
  })
})
