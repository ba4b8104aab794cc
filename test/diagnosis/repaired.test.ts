import {describe, expect, it} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {evidence, functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published} from '../support/evidence.ts'

const minute = 60_000
const pipelineOf = (parts: Partial<Parts>) => {
  const [pipeline] = diagnose(evidence(parts), {only: [], skip: []}, {name: 'ddbstream', version: '0'}).pipelines
  if (!pipeline) throw new Error('no pipeline')
  return pipeline
}

/** One shard of four is blocked from 60 minutes ago until `until` minutes ago. */
const blocked = (until: number): Partial<Parts> => ({
  functionMetrics: functionMetrics(at => (at > 60 || at < until ? 1.2 : (61 - at) * 60), {
    'Errors.Sum': published(at => (at > 60 || at < until ? 0 : 1)),
  }),
})
const changedAgo = (minutes: number) => mapping({lastModifiedMs: nowMs - minutes * minute})

describe('a blocked shard and a change of the mapping', () => {
  it('that CloudWatch does not show yet: the cause is told as what was, and the next step is to watch', () => {
    const {lag, causes, repair, verdict} = pipelineOf({...blocked(4), mapping: changedAgo(2)})
    expect([lag.state, verdict, repair?.state]).toEqual(['unknown', 'undecided', 'unseen'])
    expect(lag.because[0]).toBe('CloudWatch does not show a minute after the last change yet')
    expect(causes).toMatchObject([{id: 'poison-record', beforeChange: true, summary: expect.stringMatching(/^Before the change: /)}])
    expect(causes[0]?.fixes.map(({command}) => command)).toEqual([
      'ddbstream iterator-age orders-projector --region us-east-1 --watch --until drained',
    ])
    expect(repair).toMatchObject({changedAt: '2026-11-23T02:58:00.000Z', lookAgainAt: '2026-11-23T03:06:00.000Z', since: null})
    expect(repair?.because[0]).toBe('The event source mapping was updated at 2026-11-23T02:58Z, 2 min ago.')
  })

  it('of the function: what the cause was told from is not known any more', () => {
    const {causes, repair} = pipelineOf({...blocked(4), function: lambdaFunction({lastModifiedMs: nowMs - 2 * minute})})
    expect([causes, repair?.state]).toEqual([[], 'unseen'])
  })

  it('that ended it: no cause, and since when records flow', () => {
    const {lag, causes, repair} = pipelineOf({...blocked(16), mapping: changedAgo(16)})
    expect([lag.state, repair?.state, causes]).toEqual(['ok', 'recovered', []])
    expect(repair?.because[1]).toBe('Records flow again since 2026-11-23T02:45Z.')
  })

  it('that came before it is no repair', () => {
    const {causes, repair} = pipelineOf({...blocked(0), mapping: changedAgo(62)})
    expect([causes[0]?.id, causes[0]?.beforeChange, repair]).toEqual(['poison-record', false, null])
  })

  it('that did not help in a quarter of an hour: the cause as before', () => {
    const {lag, causes, repair} = pipelineOf({...blocked(0), mapping: changedAgo(15)})
    expect([lag.state, causes[0]?.id, causes[0]?.beforeChange, repair]).toEqual(['stalled', 'poison-record', false, null])
  })

  it('a mapping that was disabled is shown by the settings of now: that is the cause', () => {
    const {causes, repair} = pipelineOf({...blocked(4), mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 2 * minute})})
    expect([causes[0]?.id, causes[0]?.beforeChange, repair]).toEqual(['mapping-disabled', false, null])
  })
})

it('what was changed with ddbstream is named with its values', () => {
  const operations = [
    {
      id: '20261123-0244-configure-ab12',
      command: 'configure',
      fromMs: nowMs - 16 * minute,
      toMs: nowMs - 15 * minute,
      changes: [{what: 'mapping' as const, settings: [{name: 'BisectBatchOnFunctionError', before: false, after: true}]}],
    },
  ]
  const {repair, changes} = pipelineOf({...blocked(16), mapping: changedAgo(16), operations})
  expect(repair?.because[0]).toBe(
    'The event source mapping was updated at 2026-11-23T02:44Z, 16 min ago by ddbstream (operation 20261123-0244-configure-ab12): BisectBatchOnFunctionError false → true.',
  )
  expect(changes[0]).toMatchObject({what: 'mapping', operation: '20261123-0244-configure-ab12'})
})
