import {expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {nowMs} from '../../support/evidence.ts'
import {failure} from '../../support/stub-aws.ts'

const rows = (list: Record<string, string>[]) => list.map(row => Object.entries(row).map(([field, value]) => ({field, value})))
const insights = (ended: Record<string, string>[], failed: Record<string, string>[]) => ({
  'logs:StartQuery': ({queryString}: {queryString?: unknown}) => ({
    queryId: String(queryString).includes('by bin(1m)') ? 'ended' : 'failed',
  }),
  'logs:GetQueryResults': ({queryId}: {queryId?: unknown}) => ({
    status: 'Complete',
    results: rows(queryId === 'ended' ? ended : failed),
    statistics: {bytesScanned: 500},
  }),
})
/** So many lines of an error in a minute. */
const logged = (minute: string, times: number, by: 'request' | 'no request') =>
  Array.from({length: times}, (_, n) => ({
    '@timestamp': `2026-11-23 02:${minute}:00.000`,
    '@logStream': 's',
    line: `2026-11-23T02:${minute}:00.000Z\t${by === 'request' ? `00000000-0000-4000-8000-0000000000${10 + n}` : 'undefined'}\tERROR\tTypeError: x`,
  }))
const at = (minute: string) => `2026-11-23 02:${minute}:00.000`

it('the newest ten minutes are read in two queries, oldest first, with the time that the invocations took; lines without a request id are no more than there were invocations', async () => {
  const {item, calls} = await ask(
    'logMinutes',
    {},
    insights(
      [
        {at: at('58'), invocations: '12', durationSum: '3600.5'},
        {at: at('56'), invocations: '60'},
        {at: at('57'), invocations: '20'},
      ],
      [...logged('57', 18, 'request'), ...logged('57', 4, 'request'), ...logged('58', 36, 'no request')],
    ),
  )
  const minute = (of: number, invocations: number, failed: number, durationSumMs: number | null = null) => ({
    atMs: Date.UTC(2026, 10, 23, 2, of),
    invocations,
    failed,
    durationSumMs,
  })
  expect(item).toEqual(
    known({
      logGroup: '/aws/lambda/orders-projector',
      fromMs: nowMs - 600_000,
      toMs: nowMs,
      minutes: [minute(56, 60, 0), minute(57, 20, 18), minute(58, 12, 12, 3600.5)],
      bytesScanned: 1000,
    }),
  )
  expect(calls.filter(({action}) => action === 'logs:StartQuery').map(({input}) => input)).toEqual([
    expect.objectContaining({startTime: (nowMs - 600_000) / 1000, endTime: nowMs / 1000}),
    expect.objectContaining({limit: 10_000}),
  ])
})

it('a log group that was never written to is null, and a denied query is missing', async () => {
  const gone = {...insights([], []), 'logs:StartQuery': failure(400, 'ResourceNotFoundException')}
  expect((await ask('logMinutes', {}, gone)).item).toEqual(known(null))
  const denied = {...insights([], []), 'logs:StartQuery': failure(400, 'AccessDeniedException')}
  expect((await ask('logMinutes', {}, denied)).item).toMatchObject({state: 'missing', reason: 'denied', action: 'logs:StartQuery'})
})
