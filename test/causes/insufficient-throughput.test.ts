import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, nowMs, type Parts, published} from '../support/evidence.ts'
import {growing, lagging, onset} from '../support/load.ts'
import {found, weighing} from '../support/weigh.ts'

describe('insufficient-throughput', () => {
  it('is found when more is written than before, in full batches, by a function as fast as before', () => {
    const [cause] = weighing(lagging({writes: 3})).causes
    expect(cause?.id).toBe('insufficient-throughput')
    expect(cause?.summary).toMatch(/Writes are at 3 × the earlier rate/)
    expect(cause?.because.join(' ')).toMatch(/Batches are 100 % full, and were 20 %/)
    expect(cause?.fixes[0]?.command).toMatch(/--set ParallelizationFactor=\d+ --set BatchSize=400/)
    expect(cause?.fixes[0]?.summary).toMatch(/make sure that the function's concurrency and downstream services can handle that/)
  })

  it.each<[string, number, number, string | null]>([
    ['as many records are read as fit', 20, 110, 'Batches are 100 % full, and were 20 %.'],
    ['more are read than fit: others read, or Lambda drops records', 20, 111, null],
    ['more were read than fit before', 111, 100, 'Batches are 100 % full.'],
  ])('tells how full batches are where the reads show it: %s', (_name, then, now, expected) => {
    const said = weighing(lagging({writes: 3, records: [then, now]})).causes[0]?.because.filter(line => line.startsWith('Batches'))
    expect(said).toEqual(expected === null ? [] : [expected])
  })

  it('advises no change that the mapping has already', () => {
    const [cause] = weighing({...lagging({writes: 3, records: [200, 1000]}), mapping: mapping({batchSize: 1000})}).causes
    expect(cause?.fixes[0]?.command).not.toMatch(/batch-size/)
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

  describe('a mapping that was updated when it began', () => {
    const updatedMs = nowMs - (onset + 1) * 60_000
    const weaker = (more: Partial<Parts> = {}, changedMs = updatedMs): Partial<Parts> => ({
      ...lagging({records: [25, 5]}),
      mapping: mapping({batchSize: 5, lastModifiedMs: changedMs}),
      ...more,
    })

    it('carries less: named with the update, and the way back comes first', () => {
      const [cause, ...others] = weighing(weaker()).causes
      expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.93, settledBy: null})
      expect(others).toEqual([])
      expect(cause?.because[0]).toMatch(/^The event source mapping was updated at 2026-11-23T02:19/)
      expect(cause?.because.join(' ')).toMatch(/BatchSize is 5, and was about 25: inferred from batches of up to 25 records/)
      expect(cause?.fixes).toHaveLength(1)
      expect(cause?.fixes[0]?.command).toMatch(/ddbstream configure orders-projector .*--set BatchSize=25$/)
      expect(cause?.fixes[0]?.summary).toMatch(/Restore the previous values of the mapping: BatchSize 25 \(inferred from/)
    })

    it('a lower parallelization factor is inferred from the executions before', () => {
      const parts = lagging({records: [20, 20]})
      const functionMetricsBefore = {
        ...(parts.functionMetrics as NonNullable<Parts['functionMetrics']>),
        'ConcurrentExecutions.Maximum': published(ago => (ago > onset ? 15 : 4)),
      }
      const mappingNow = mapping({batchSize: 20, parallelizationFactor: 1, lastModifiedMs: updatedMs})
      const [cause] = weighing({...parts, functionMetrics: functionMetricsBefore, mapping: mappingNow}).causes
      expect(cause?.id).toBe('insufficient-throughput')
      expect(cause?.because.join(' ')).toMatch(
        /ParallelizationFactor is 1, and was 4: inferred from 15 concurrent executions on 4 open shards/,
      )
      expect(cause?.fixes[0]?.command).toMatch(/--set ParallelizationFactor=4$/)
    })

    it("the journal's values stand before inferred ones", () => {
      const operation = {
        id: '20261123-0218-configure-ab12',
        command: 'configure',
        fromMs: updatedMs - 30_000,
        toMs: updatedMs + 60_000,
        changes: [{what: 'mapping' as const, settings: [{name: 'BatchSize', before: 40, after: 5}]}],
      }
      const [cause] = weighing(weaker({operations: [operation]})).causes
      expect(cause?.because.join(' ')).toMatch(
        /by ddbstream \(operation 20261123-0218-configure-ab12\).*was about 40: from ddbstream's journal/,
      )
      expect(cause?.fixes[0]?.command).toMatch(/--set BatchSize=40$/)
    })

    it.each<[string, Partial<Parts>]>([
      ['the update came after the lag had begun', weaker({}, nowMs - (onset - 15) * 60_000)],
      [
        'the function takes longer per invocation and per record',
        {...lagging({duration: 3, records: [25, 25]}), mapping: mapping({batchSize: 25, lastModifiedMs: updatedMs})},
      ],
      ['more is written since', {...lagging({writes: 3, records: [25, 25]}), mapping: mapping({batchSize: 25, lastModifiedMs: updatedMs})}],
      ['errors', {...lagging({records: [25, 5], errors: 10}), mapping: mapping({batchSize: 5, lastModifiedMs: updatedMs})}],
    ])('is not the reason: %s', (_name, parts) => {
      expect(JSON.stringify(weighing(parts).causes)).not.toMatch(/carries less since it was updated/)
    })
  })
})
