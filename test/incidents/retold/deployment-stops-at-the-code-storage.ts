import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'deployment-stops-at-the-code-storage',
  story:
    'The account has filled its 75 GB of function code with old versions. A deployment of this morning ended with "Code storage limit exceeded" and was rolled back; the function is the one of nine days ago. The team asks whether the stream is still read. It is, within a second, and no batch fails.',
  source: {
    report: 'serverless/serverless#5194, Miserlou/Zappa#2153 (code storage limit exceeded: a deployment fails, and the old code goes on)',
    rule: 'Lambda Developer Guide, "gettingstarted-limits": the storage of uploaded functions is a quota of the account, and no limit for invocations',
  },
  truth: {
    causes: [null],
    not: ['function-unavailable', 'failing-function', 'throttled-concurrency', 'mapping-disabled'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 3,
    function: {
      Runtime: 'python3.12',
      Handler: 'app.handler',
      MemorySize: 512,
      CodeSize: 48_911_300,
      LastModified: functionTime(9 * 1440 + 70),
    },
    mapping: {BatchSize: 100},
    accountSettings: {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 1000,
        UnreservedConcurrentExecutions: 1000,
      },
      AccountUsage: {TotalCodeSize: 80_512_904_117, FunctionCount: 212},
    },
    traffic: {
      invocations: about(104),
      durations: evenly(60, 320),
      concurrency: always(2),
      writes: about(4900, 2),
      reads: about(718, 8, 0.01),
    },
    log: {memoryMb: 512, usedMb: 133, failing: () => []},
  }),
})
