import {memoryExhausted} from '../../../src/causes/memory-exhausted.ts'
import {causeTable, failing, logged, minutesAgo, type Situation} from '../../support/cause-table.ts'
import {functionVersion} from '../../support/evidence.ts'
import {loggedOf, logReports} from '../../support/on-demand.ts'

const lines = logged({kind: 'out-of-memory', type: 'Runtime.ExitError', sample: 'signal: killed'})
const versions = ['$LATEST', '7', '8'].map(version => functionVersion(version, {memoryMb: version === '8' ? 512 : 2048}))
const released = {function: {lastModifiedMs: minutesAgo(22), version: '8'}}

const left = {usedMemoryMaximumMb: 300, memorySizeMb: 512}
const heaps = [
  ['the heap of V8', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
  ['the heap of the JVM', 'java.lang.OutOfMemoryError: Java heap space'],
  ['the metaspace', 'java.lang.OutOfMemoryError: Metaspace'],
] as const

causeTable(
  memoryExhausted,
  'all memory is in use',
  {
    ...failing({kind: 'memory', logged: lines, goodRecordsFail: 'no batch succeeds on any shard'}),
    logErrors: loggedOf('out-of-memory'),
    logReports: logReports({usedMemoryMaximumMb: 512}),
  },
  0.97,
  [
    ['too few minutes are known', {failures: {young: 'two minutes are published'}}, 'open'],
    ['no invocation fails', {failures: {scope: 'none'}}, 'ruled-out'],
    ['one shard fails', {failures: {scope: 'one-lane'}}, 0.97],
    ['one shard fails with another error', {failures: {scope: 'one-lane', kind: 'exception'}}, 'ruled-out'],
    ['the only shard fails', {failures: {scope: 'one-of-one'}}, 0.9],
    ['some fail', {failures: {scope: 'passing'}}, 0.9],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 'ruled-out'],
    ['an exception', {failures: {kind: 'exception'}}, 'ruled-out'],
    ['it is not known why', {failures: {kind: null}}, 'ruled-out'],
    ['nothing of the log was read', {logErrors: 'skipped', logReports: 'skipped'}, 'open'],
    ['the reports were not read', {logReports: 'skipped'}, 0.92],
    ['the errors were not read', {logErrors: 'denied'}, 0.97],
    ['99 % is in use', {logReports: {usedMemoryMaximumMb: 99, memorySizeMb: 100}}, 0.97],
    ...heaps.flatMap(([name, sample]): [string, Situation, number][] => [
      [`${name} is full, and memory is left`, {failures: {logged: logged({kind: 'out-of-memory', sample})}, logReports: left}, 0.92],
      [`${name} is full, and so is the memory`, {failures: {logged: logged({kind: 'out-of-memory', sample})}}, 0.97],
    ]),
    ['less is in use', {logReports: {usedMemoryMaximumMb: 98.9, memorySizeMb: 100}}, 0.92],
    ['the use is not known', {logReports: {usedMemoryMaximumMb: null}}, 0.92],
    ['the size is that of the function', {logReports: {memorySizeMb: null}}, 0.97],
    ['no size is known', {logReports: {memorySizeMb: null}, function: {memoryMb: null}}, 0.92],
    ['no report was found', {logReports: null as never}, 0.92],
    ['128 MB', {function: {memoryMb: 128}}, 0.97],
    ['100 MB', {function: {memoryMb: 100}}, 0.97],
    ['2048 MB', {function: {memoryMb: 2048}}, 0.97],
    ['10,239 MB', {function: {memoryMb: 10_239}}, 0.97],
    ['10,240 MB', {function: {memoryMb: 10_240}}, 0.97],
    ['10,240 MB, and one record in a batch', {function: {memoryMb: 10_240}, mapping: {batchSize: 1}}, 0.97],
    ['10,240 MB, and three records in a batch', {function: {memoryMb: 10_240}, mapping: {batchSize: 3}}, 0.97],
    ['10,240 MB, and the batch size is not known', {function: {memoryMb: 10_240}, mapping: {batchSize: null}}, 0.97],
    ['the memory is not known', {function: {memoryMb: null}}, 0.97],
    ['the memory is not known, and two records in a batch', {function: {memoryMb: null}, mapping: {batchSize: 2}}, 0.97],
    ['the memory is not known, and one record in a batch', {function: {memoryMb: null}, mapping: {batchSize: 1}}, 0.97],
    ['the function is not known', {function: 'denied'}, 0.97],
    ['neither function nor mapping is known', {function: 'denied', mapping: 'denied'}, 0.97],
    ['the mapping is not known', {mapping: 'denied'}, 0.97],
    ['an alias', {mapping: {qualifier: 'live'}}, 0.97],
    ['the newest code', {mapping: {qualifier: '$LATEST'}}, 0.97],
    ['a release just before', released, 0.97],
    ['a release just before, behind an alias', {...released, mapping: {qualifier: 'live'}, versions}, 0.97],
    [
      'a release just before, behind an alias, without versions',
      {...released, mapping: {qualifier: 'live'}, versions: [functionVersion('8')]},
      0.97,
    ],
    ['a release just before, of the newest code', {...released, versions}, 0.97],
    ['a release long before, behind an alias', {mapping: {qualifier: 'live'}, versions, function: {version: '8'}}, 0.97],
    ['nothing is discarded', {failures: {goodRecordsFail: null}}, 0.97],
  ],
)
