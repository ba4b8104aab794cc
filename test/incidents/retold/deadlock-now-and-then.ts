import {nodeError} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, lively, wavering} from '../shapes.ts'

/** Two transactions wait for each other, once in an hour or so. */
const isDeadlock = (minute: number): boolean => minute === -24 || minute === -98 || minute === -157

export default defineRetold({
  id: 'deadlock-now-and-then',
  story:
    'Four lanes write into tables of MySQL that hang together. Once in an hour or so, two of them wait for each other. The database cancels one, its invocation fails, and the batch passes a second later. The last one was 24 minutes ago. Nothing is late, and nothing is lost.',
  source: {
    report: 'RetroAchievements/RAWeb#3775 (expected but rare, solved by a retry); vinyldns/vinyldns#252',
    rule: 'MySQL Reference Manual, "innodb-deadlocks": try the transaction again; Lambda Developer Guide, "services-dynamodb-errors": the batch is sent again',
  },
  truth: {
    causes: [null],
    not: ['failing-function', 'poison-record', 'silent-loss', 'slow-handler', 'hot-partition'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /update-alias|MaximumRetryAttempts=\d/,
  },
  world: renamed(
    pipeline({
      shards: 4,
      function: {Runtime: 'nodejs22.x', MemorySize: 512, Timeout: 30},
      mapping: {BatchSize: 100},
      traffic: {
        invocations: about(131),
        errors: minute => (isDeadlock(minute) ? 1 : 0),
        durations: wavering(60, 540),
        concurrency: always(3),
        writes: about(6200, 2),
        reads: about(955, 8, 0.005),
        ages: (minute, n) => (isDeadlock(minute) ? [...lively()(minute, n - 1), {n: 1, low: 2600, high: 2600}] : lively()(minute, n)),
      },
      log: {
        memoryMb: 512,
        usedMb: 109,
        report: {status: 'error', errorType: 'Error', durationMs: 188},
        failing: nodeError(
          'Error',
          'Deadlock found when trying to get lock; try restarting transaction',
          '/var/task/node_modules/mysql2/promise.js:356:30',
          {code: 'ER_LOCK_DEADLOCK', errno: 1213, sqlState: '40001'},
        ),
      },
    }),
    {function: 'playtime-to-mysql', table: 'player-sessions'},
  ),
})
