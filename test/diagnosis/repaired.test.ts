import {describe, expect, it} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {changeReports, repairReport, watchCommand} from '../../src/diagnosis/repaired.ts'
import type {Change, Repair} from '../../src/model/derived/changes.ts'
import type {Pipeline} from '../../src/model/evidence/evidence.ts'
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
  it('that CloudWatch does not show yet: the cause is in the past tense, and the next step is to watch', () => {
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

  it('of the function: the evidence for the cause is no longer known', () => {
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

it('a change by ddbstream is named with its values', () => {
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

describe('the words of a repair', () => {
  const change = (given: Partial<Change> = {}): Change => ({
    what: 'mapping',
    atMs: nowMs - 10 * minute,
    words: 'It was updated',
    operation: null,
    settings: [],
    beforeOnsetSeconds: null,
    ...given,
  })
  const repair = (given: Partial<Repair>): Repair => ({
    kind: 'recovered',
    change: change(),
    sinceMs: nowMs - 9 * minute,
    newestMs: nowMs - 4 * minute,
    ...given,
  })
  const newest = 'CloudWatch shows the minutes up to 2026-11-23T02:56Z, 4 min ago.'
  const changed = 'It was updated at 2026-11-23T02:50Z, 10 min ago.'
  it.each<[string, Partial<Repair>, object]>([
    [
      'it has ended',
      {},
      {
        state: 'recovered',
        changedAt: '2026-11-23T02:50:00.000Z',
        since: '2026-11-23T02:51:00.000Z',
        newestMinute: '2026-11-23T02:56:00.000Z',
        lookAgainAt: null,
        because: [changed, 'Records flow again since 2026-11-23T02:51Z.', newest],
      },
    ],
    ['it eases', {kind: 'recovering'}, {lookAgainAt: null, because: [changed, 'The age falls since 2026-11-23T02:51Z.', newest]}],
    [
      'it is not seen',
      {kind: 'unseen', sinceMs: null},
      {since: null, because: [changed, newest, expect.stringMatching(/^The effect of the change is not visible yet/)]},
    ],
    // Eight minutes after the change, and a minute from now at least.
    [
      'seven minutes after',
      {kind: 'unseen', sinceMs: null, change: change({atMs: nowMs - 7 * minute})},
      {lookAgainAt: '2026-11-23T03:01:00.000Z'},
    ],
    [
      'six minutes after',
      {kind: 'unseen', sinceMs: null, change: change({atMs: nowMs - 6 * minute})},
      {lookAgainAt: '2026-11-23T03:02:00.000Z'},
    ],
    [
      'a clock that is ahead',
      {newestMs: nowMs + minute, change: change({atMs: nowMs + minute})},
      {
        because: [
          'It was updated at 2026-11-23T03:01Z, 0 s ago.',
          expect.any(String),
          'CloudWatch shows the minutes up to 2026-11-23T03:01Z, 0 s ago.',
        ],
      },
    ],
    [
      'settings',
      {
        change: change({
          operation: 'op',
          settings: [
            {name: 'A', before: null, after: 1},
            {name: 'B', before: 2, after: null},
          ],
        }),
      },
      {
        because: [
          'It was updated at 2026-11-23T02:50Z, 10 min ago by ddbstream (operation op): A not set → 1, B 2 → not set.',
          expect.any(String),
          newest,
        ],
      },
    ],
  ])('%s', (_, given, expected) => {
    expect(repairReport(repair(given), nowMs)).toMatchObject(expected)
  })

  it('lists the changes within the window', () => {
    const list = [change({beforeOnsetSeconds: 60}), change({atMs: nowMs - 60 * minute}), change({atMs: nowMs - 60 * minute - 1})]
    const reports = changeReports({list, onsetMs: null, capacity: null, repair: null}, nowMs - 60 * minute)
    expect(reports).toEqual([
      {what: 'mapping', at: '2026-11-23T02:50:00.000Z', summary: 'It was updated', operation: null, settings: [], secondsBeforeOnset: 60},
      {what: 'mapping', at: '2026-11-23T02:00:00.000Z', summary: 'It was updated', operation: null, settings: [], secondsBeforeOnset: null},
    ])
  })

  it('watches the version or alias', () => {
    const pipeline = {functionName: 'f', qualifier: 'live', region: 'us-east-1'} as Pipeline
    expect(watchCommand(pipeline)).toBe('ddbstream iterator-age f:live --region us-east-1 --watch --until drained')
  })
})

describe('the report after a change', () => {
  const falling = (changed: number): Partial<Parts> => ({
    functionMetrics: functionMetrics(at => (at > 60 ? 1.2 : at > changed ? (61 - at) * 60 : (61 - changed) * 60 - (changed - at) * 100)),
    mapping: changedAgo(changed),
  })
  it('that eased the lag: it recovers', () => {
    const {lag, repair, causes, verdict} = pipelineOf(falling(20))
    expect([lag.state, repair?.state, causes, verdict]).toEqual(['recovering', 'recovering', [], 'at-risk'])
    expect(lag.because[0]).toMatch(/^the age shrinks/)
  })

  it('with few minutes since: the age falls, although no trend shows it', () => {
    const {lag, repair} = pipelineOf(falling(7))
    expect([lag.state, repair?.state]).toEqual(['recovering', 'recovering'])
  })

  it('of which the newest minutes are mixed: no cause of before', () => {
    expect(pipelineOf({...blocked(4), mapping: changedAgo(3)}).causes).toMatchObject([{beforeChange: true}])
    expect(pipelineOf({...blocked(4), mapping: changedAgo(3.01)}).causes).toEqual([])
  })

  it('that is not seen: nothing is ruled out, and no verdict is given', () => {
    const {ruledOut, lag, verdict, repair} = pipelineOf({...blocked(4), mapping: changedAgo(2)})
    expect([ruledOut, lag.state, verdict, repair?.lookAgainAt]).toEqual([[], 'unknown', 'undecided', '2026-11-23T03:06:00.000Z'])
    expect(lag.because).toHaveLength(2)
  })

  it('whose failures have ended: no finding speaks of them', () => {
    const {findings, causes} = pipelineOf({...blocked(16), mapping: changedAgo(16)})
    expect(causes).toEqual([])
    expect(findings.filter(({check, status}) => check === 'iterator-age' && status === 'fail')).toEqual([])
  })

  it('is nothing where the changes could not be told', () => {
    const [pipeline] = diagnose(
      evidence(blocked(4), {functionMetrics: {state: 'missing', reason: 'denied', action: 'x:Y', detail: 'x'}}),
      {only: [], skip: []},
      {name: 'ddbstream', version: '0'},
    ).pipelines
    expect([pipeline?.repair, pipeline?.changes]).toEqual([null, []])
  })
})
