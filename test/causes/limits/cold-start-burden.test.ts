import {coldStartBurden} from '../../../src/causes/cold-start-burden.ts'
import {causeTable} from '../../support/cause-table.ts'
import {published} from '../../support/evidence.ts'
import {logReports} from '../../support/on-demand.ts'

const invocations = (value: (ago: number) => number) =>
  ({logReports: 'skipped', functionMetrics: {'Invocations.Sum': published(value)}}) as const

causeTable(
  coldStartBurden,
  'starts',
  {
    lag: {state: 'slow'},
    logReports: logReports({
      invocations: 100,
      coldStarts: 50,
      initP50Ms: 3900,
      initMaximumMs: 4400,
      initSumMs: 200_000,
      durationSumMs: 100_000,
    }),
  },
  0.95,
  [
    ['no report was found', {logReports: null as never}, 'ruled-out'],
    ['one invocation', {logReports: {invocations: 1, coldStarts: 1, initSumMs: 4000, durationSumMs: 100}}, 0.95],
    ['no invocation', {logReports: {invocations: 0}}, 'ruled-out'],
    ['the time of starts is not known', {logReports: {initSumMs: null}}, 'ruled-out'],
    ['the time of work is not known', {logReports: {durationSumMs: null}}, 'ruled-out'],
    ['2 % start cold', {logReports: {coldStarts: 2}}, 0.95],
    ['fewer start cold', {logReports: {invocations: 101, coldStarts: 2}}, 'ruled-out'],
    ['starts take 0.3 of the work', {logReports: {initSumMs: 30_000, coldStarts: 10}}, 0.95],
    ['starts take less', {logReports: {initSumMs: 29_999, coldStarts: 10}}, 'ruled-out'],
    ['a start takes 2 s', {logReports: {initSumMs: 100_000}}, 0.95],
    ['a start takes less', {logReports: {initSumMs: 99_999}}, 'ruled-out'],
    ['no work', {logReports: {durationSumMs: 0}}, 0.95],
    ['median and maximum are not known', {logReports: {initP50Ms: null, initMaximumMs: null}}, 0.95],
    ['no record is late', {lag: {state: 'ok'}}, 0.95],
    ['no record waits', {lag: {state: 'idle'}}, 0.95],
    ['the lag is not known', {lag: 'denied'}, 0.95],
    ['the function is not known', {function: 'denied'}, 0.95],
    ['neither function nor mapping is known', {function: 'denied', mapping: 'denied'}, 0.95],
    ['unread, and batches come every five minutes', invocations(ago => (ago % 5 === 0 ? 1 : 0)), 'open'],
    ['unread, and batches come every four minutes', invocations(ago => (ago % 4 === 0 ? 1 : 0)), 'ruled-out'],
    ['unread, and half of the pauses are long', invocations(ago => ([10, 20, 21].includes(ago) ? 1 : 0)), 'open'],
    ['unread, and fewer pauses are long', invocations(ago => ([10, 20, 21, 22].includes(ago) ? 1 : 0)), 'ruled-out'],
    ['unread, and one batch came', invocations(ago => (ago === 10 ? 1 : 0)), 'ruled-out'],
    ['unread, and two came', invocations(ago => (ago === 10 || ago === 20 ? 1 : 0)), 'open'],
  ],
)
