import {functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {noise, type Rate} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const isBurst = (minute: number): boolean => Math.abs(minute) % 12 === 7
const inBursts =
  (value: number): Rate =>
  minute =>
    isBurst(minute) ? value : 0

export default defineRetold({
  id: 'provisioned-environments-stand-idle',
  story:
    'Twenty environments are kept warm for the alias "provisioned"; the mapping invokes the function without a qualifier, and never meets one of them. Every twelve minutes a job writes to all twelve shards, and twelve Java environments start from nothing.',
  source: {
    report: 'serverless/serverless#7802 (the stream is attached to the latest code, and the provisioned environments are not used)',
    rule: 'Lambda Developer Guide, "provisioned-concurrency": it belongs to a version or an alias; "using-aliases": the mapping has to name it',
  },
  truth: {
    causes: ['cold-start-burden'],
    states: ['ok', 'idle', 'behind'],
    not: ['slow-handler', 'hot-partition', 'insufficient-throughput', 'throttled-concurrency'],
    says: /cold start|provisioned/i,
  },
  world: pipeline({
    shards: 12,
    function: {Runtime: 'java17', Handler: 'parcels.Handler', LastModified: functionTime(6 * 1440)},
    around: {
      aliases: [
        {AliasArn: virginia.functionArn(functionName, 'provisioned'), Name: 'provisioned', FunctionVersion: '9', RevisionId: 'a-9'},
      ],
      versions: [{Version: '9', LastModified: functionTime(6 * 1440 - 1)}],
      provisioned: [
        {
          FunctionArn: virginia.functionArn(functionName, 'provisioned'),
          RequestedProvisionedConcurrentExecutions: 20,
          AvailableProvisionedConcurrentExecutions: 20,
          AllocatedProvisionedConcurrentExecutions: 20,
          Status: 'READY',
          LastModified: '2026-11-20T10:20:00+0000',
        },
      ],
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: inBursts(24),
      writes: inBursts(1100),
      concurrency: inBursts(12),
      durations: (_, n) => [{n, low: 200, high: 700}],
      ages: (minute, n) => [
        {n: n / 2, low: 9200, high: 11_800 + 900 * noise(minute, 51)},
        {n: n / 2, low: 700, high: 8000},
      ],
    },
    log: {failing: () => [], coldMs: ({nth, minute}) => (nth % 2 === 0 ? 8200 + 1900 * noise(minute, nth) : undefined)},
  }),
})
