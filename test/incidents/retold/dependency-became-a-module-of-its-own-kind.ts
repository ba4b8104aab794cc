import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

const frankfurt = placeIn('eu-central-1')

export default defineRetold({
  id: 'dependency-became-a-module-of-its-own-kind',
  story:
    'Version 63 was released 27 minutes ago with newer dependencies. One of them is an ES module by now, and the code requires it. Lambda turns that way of loading off, so no environment starts and no batch gets through. Version 62 worked.',
  source: {
    report:
      'yxx4c/prisma-extension-redis#47 (ERR_REQUIRE_ESM in Lambda after an upgrade); vercel/vercel#11102 (Lambda turns it off in Node.js 22)',
    rule: 'Lambda Developer Guide, "lambda-nodejs": experimental features of Node.js 22 are off; "configuration-aliases": an alias can be pointed at an earlier version',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'function-timeout', 'mapping-disabled', 'function-unavailable', 'cold-start-burden'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /(?=.*(?:ES Module|ERR_REQUIRE_ESM))(?=.*(?:update-alias|roll.{0,12}back))/i,
    dead: /MaximumRetryAttempts=\d|put-function-concurrency/,
  },
  world: renamed(
    pipeline({
      place: frankfurt,
      shards: 4,
      qualifier: 'prod',
      function: {Runtime: 'nodejs22.x', Handler: 'dist/handler.handler', MemorySize: 512, LastModified: functionTime(28)},
      around: {
        aliases: [{AliasArn: frankfurt.functionArn(functionName, 'prod'), Name: 'prod', FunctionVersion: '63', RevisionId: 'a-63'}],
        versions: [
          {Version: '61', LastModified: '2026-10-29T12:40:11.000+0000'},
          {Version: '62', LastModified: '2026-11-17T08:02:50.000+0000'},
          {Version: '63', LastModified: functionTime(27)},
        ],
      },
      mapping: {...defaults, ...callFailed, BatchSize: 100},
      traffic: {
        invocations: from(-26, about(17), about(118)),
        errors: from(-26, about(17), always(0)),
        durations: from(-26, evenly(260, 420), evenly(40, 210)),
        concurrency: from(-26, always(4), always(3)),
        writes: about(4700, 2),
        returned: from(-26, always(0), about(4700, 2)),
        reads: from(-26, about(17), about(956, 8, 0.005)),
        ages: allBlocked(-26, {before: lively()}),
      },
      log: {
        memoryMb: 512,
        usedMb: 79,
        versionAt: minute => (minute >= -26 ? '63' : '62'),
        report: {status: 'error', errorType: 'Error', durationMs: 318},
        failing: ({at}) => [
          `${at}\tundefined\tERROR\tUncaught Exception \t{"errorType":"Error","errorMessage":"require() of ES Module /var/task/node_modules/lodash-es/lodash.js from /var/task/dist/handler.js not supported.\\nInstead change the require of lodash.js in /var/task/dist/handler.js to a dynamic import() which is available in all CommonJS modules.","code":"ERR_REQUIRE_ESM","stack":["Error [ERR_REQUIRE_ESM]: require() of ES Module /var/task/node_modules/lodash-es/lodash.js from /var/task/dist/handler.js not supported.","    at Object.<anonymous> (/var/task/dist/handler.js:7:18)"]}`,
        ],
      },
    }),
    {function: 'mandates-publisher', table: 'mandates'},
  ),
})
