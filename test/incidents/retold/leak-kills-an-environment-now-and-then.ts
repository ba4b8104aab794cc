import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'leak-kills-an-environment-now-and-then',
  story:
    'Since the move to another runtime, three days ago, each environment of a .NET consumer grows until it is killed. One invocation in thirty ends so; its batch passes in a new environment some seconds later. Nothing waits for long, and nobody has noticed.',
  source: {
    report: 'aws/aws-lambda-dotnet#336, #212 (a trigger of a table whose memory grows until the process is killed)',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": signal: killed; "services-dynamodb-errors": the batch is sent again',
  },
  truth: {
    causes: ['memory-exhausted'],
    states: ['ok', 'behind'],
    not: ['poison-record', 'cold-start-burden', 'silent-loss'],
    says: /memory/i,
  },
  world: pipeline({
    function: {
      Runtime: 'dotnet8',
      Handler: 'Parcels::Parcels.Function::Handler',
      MemorySize: 256,
      LastModified: functionTime(3 * 1440 + 95),
    },
    mapping: {BatchSize: 100, BisectBatchOnFunctionError: false, FunctionResponseTypes: []},
    traffic: {
      invocations: about(124),
      errors: always(4),
      durations: (_, n) => [
        {n: n - 4, low: 80, high: 240},
        {n: 4, low: 300, high: 700},
      ],
      ages: (_, n) => [
        {n: n - 4, low: 250, high: 1500},
        {n: 4, low: 2200, high: 9500},
      ],
    },
    log: {
      format: 'text-old',
      memoryMb: 256,
      usedMb: 214,
      report: {usedMb: 256, durationMs: 610},
      failing: ({id}) => [`RequestId: ${id} Error: Runtime exited with error: signal: killed`, 'Runtime.ExitError'],
    },
  }),
})
