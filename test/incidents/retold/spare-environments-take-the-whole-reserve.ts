import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const kept = (version: string) => ({
  FunctionArn: virginia.functionArn(functionName, version),
  RequestedProvisionedConcurrentExecutions: 4,
  AvailableProvisionedConcurrentExecutions: 4,
  AllocatedProvisionedConcurrentExecutions: 4,
  Status: 'READY',
  LastModified: functionTime(44),
})

export default defineRetold({
  id: 'spare-environments-take-the-whole-reserve',
  story:
    'Eight executions are reserved for the consumer. A deployment that was broken off 44 minutes ago left the four warm environments of version 13 beside the four of version 14. These eight are the whole reserve, so nothing is left for the unpublished code, which the mapping invokes: every try is throttled, while eight environments wait for nobody.',
  source: {
    report:
      'Bike4Mind/bike4mind#2552 (configurations that an aborted deployment left behind count against the reserve, and no caller names a version)',
    rule: 'Lambda Developer Guide, "provisioned-concurrency": where it adds up to the reserved concurrency, the unpublished version is throttled',
  },
  truth: {
    causes: ['throttled-concurrency'],
    states: ['stopped', 'stalled'],
    not: ['function-unavailable', 'mapping-disabled', 'access-denied', 'poison-record'],
    says: /provisioned/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    function: {LastModified: functionTime(45)},
    around: {
      reserved: 8,
      versions: [
        {Version: '13', LastModified: '2026-11-12T09:40:00.000+0000'},
        {Version: '14', LastModified: functionTime(44)},
      ],
      provisioned: [kept('13'), kept('14')],
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-43, always(0), about(120)),
      throttles: from(-43, about(16), always(0)),
      concurrency: from(-43, always(0), always(3)),
      returned: from(-43, always(0), about(9000, 2)),
      reads: from(-43, always(8), always(960)),
    },
  }),
})
