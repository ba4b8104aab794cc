import {filterDropsAll} from '../../../src/causes/filter-drops-all.ts'
import {ages, causeTable, minutesAgo} from '../../support/cause-table.ts'
import {mapping, published} from '../../support/evidence.ts'

const paid = '{"dynamodb":{"NewImage":{"status":{"S":["paid"]}}}}'
const counts = (polled: number, filtered: number, invoked = 0) => ({
  mappingMetrics: {
    'PolledEventCount.Sum': published(ago => (ago === 10 ? polled : 0)),
    'FilteredOutEventCount.Sum': published(ago => (ago === 10 ? filtered : 0)),
    'InvokedEventCount.Sum': published(ago => (ago === 10 ? invoked : 0)),
  },
})
const table = (returned: number, written = 0, expired = 0, at = 10) => ({
  tableMetrics: {
    'ReturnedRecordsCount.Sum': published(ago => (ago === at ? returned : 0)),
    'ConsumedWriteCapacityUnits.Sum': published(ago => (ago === at ? written : 0)),
    'TimeToLiveDeletedItemCount.Sum': published(ago => (ago === at ? expired : 0)),
  },
})
const silent = ages(ago => (ago > 30 ? 1.2 : null), null)
const quiet = {...silent.lag, series: silent.lag.series?.map(point => ({...point, min: point.max})) ?? [], state: 'stopped' as const}
const patterns = (...list: string[]) => ({
  mapping: {filterPatterns: list},
  filtering: {
    kind: 'cannot-match',
    filters: list.map(pattern => ({
      pattern,
      misfits: [{steps: ['eventName'], why: 'no-such-value' as const, rules: ['Insert'], instead: ['INSERT']}],
    })),
  } as const,
})

const common = [
  ['there is no filter', {filtering: {kind: 'none'}}, 'ruled-out'],
  ['records match', {filtering: {kind: 'selects'}}, 'ruled-out'],
  ['the mapping is off', {polling: {kind: 'off'}}, 'ruled-out'],
  ['the mapping starts', {polling: {kind: 'starting'}}, undefined],
  ['the stream is stale', {mappedStream: {kind: 'stale'}}, 'ruled-out'],
  ['the function does not exist', {function: null as never}, 'ruled-out'],
  ['the function has a reserve of 0', {function: {reservedConcurrency: 0}}, 'ruled-out'],
  ['the function has a reserve of 1', {function: {reservedConcurrency: 1}}, undefined],
  ['the function is not known', {function: 'denied'}, undefined],
  ['invocations are throttled', {lag: {because: ['no batch', 'invocations are throttled since 02:30']}}, 'ruled-out'],
] as const
const rows = (is: number | 'open') => common.map(([name, differs, other]) => [name, differs, other ?? is] as const)

causeTable(filterDropsAll, 'no record can match', {...patterns('{"eventName":["Insert"]}'), lag: quiet, ...table(500, 900)}, 0.98, [
  ...rows(0.98),
  ['records arrive in time', {lag: {state: 'ok'}}, 0.98],
  ['two filters', patterns('{"eventName":["Insert"]}', '{"eventName":["delete"]}'), 0.98],
  ['the filters are encrypted', {mapping: {filterPatterns: null as never}}, 0.98],
  ['nothing was read', table(0, 900), 0.98],
  ['one record was read', table(1, 0), 0.98],
  ['nothing came', table(0, 0), 'ruled-out'],
  ['only deletes by Time to Live came', table(0, 0, 1), 0.98],
  ['as many were written as deleted by Time to Live', table(0, 100, 100), 0.98],
  ['as many were read as written', table(100, 100), 0.98],
  ['it came before the quiet', table(500, 900, 0, 31), 'ruled-out'],
  ['it came in the first quiet minute', table(500, 900, 0, 30), 0.98],
  ['nothing came, and the mapping counts records', {...table(0, 0), ...counts(100, 100)}, 0.98],
  ['nothing came, and one record is counted', {...table(0, 0), ...counts(1, 1)}, 0.98],
  ['all counted records are filtered out', counts(100, 100), 0.98],
  ['99 % are', counts(100, 99), 0.98],
  ['fewer are', counts(100, 98), 'ruled-out'],
  ['one is handed over', counts(100, 100, 1), 'ruled-out'],
  ['the only counted record is handed over', counts(1, 0, 1), 'ruled-out'],
  ['none is counted', counts(0, 0), 0.98],
  ['the metrics of the table are not known', {tableMetrics: 'denied'}, 0.98],
  ['the metrics of the mapping are not known', {mappingMetrics: 'denied'}, 0.98],
  ['another mapping reads the stream', {siblings: [mapping({uuid: 'other'})]}, 0.98],
  ['another mapping reads another stream', {siblings: [mapping({uuid: 'other', eventSourceArn: 'arn:other'})]}, 0.98],
  ['the other mappings are not known', {siblings: 'denied'}, 0.98],
  ['no batch was ever started', {lag: {series: quiet.series.map(point => ({...point, max: null, min: null}))}}, 0.98],
  ['only the youngest age is known', {lag: {series: quiet.series.map(point => ({...point, max: null}))}}, 0.98],
  ['only the oldest age is known', {lag: {series: quiet.series.map(point => ({...point, min: null}))}}, 0.98],
])

causeTable(
  filterDropsAll,
  'none has matched since a change',
  {
    mapping: {filterPatterns: [paid], lastModifiedMs: minutesAgo(60)},
    filtering: {kind: 'never-matched', setMs: minutesAgo(60), stoppedThen: true},
    lag: quiet,
    ...table(500, 900, 0, 50),
  },
  0.88,
  [
    ...rows(0.88),
    ['no record waits', {lag: {state: 'idle'}}, 0.88],
    ['the lag is not known', {lag: {state: 'unknown'}}, 0.88],
    ['records arrive in time', {lag: {state: 'ok'}}, 'ruled-out'],
    ['the age is high', {lag: {state: 'behind'}}, 'ruled-out'],
    ['the mapping is new', {filtering: {stoppedThen: false}}, 0.88],
    ['the records came before the change', table(500, 900, 0, 61), 'ruled-out'],
    ['the records came in its minute', table(500, 900, 0, 60), 0.88],
    ['nothing was read', table(0, 900), 0.75],
    ['another mapping reads the stream', {siblings: [mapping({uuid: 'other'})]}, 0.75],
    ['the mapping counts records', counts(100, 100), 0.95],
    ['the mapping counts one record', counts(1, 1), 0.95],
    ['the mapping counts none', counts(0, 0), 0.88],
  ],
)

causeTable(
  filterDropsAll,
  'the intention is not known',
  {
    mapping: {filterPatterns: [paid]},
    filtering: {kind: 'open', sinceMs: minutesAgo(180)},
    lag: quiet,
    ...table(500, 900),
  },
  'open',
  [...rows('open'), ['records arrive in time', {lag: {state: 'ok'}}, 'ruled-out']],
)
