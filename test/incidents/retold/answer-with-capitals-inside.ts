import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'answer-with-capitals-inside',
  story:
    'The class for the answer of a .NET consumer is a homemade one, as the library had none then: its list is called batchItemFailures, and the property inside it is written as ItemIdentifier. Lambda does not know that name and takes the whole batch for failed. A record with an address that the geocoder does not find was the first one to be reported, 38 minutes ago: its shard of four gets the whole batch again and again, without an error in the metrics.',
  source: {
    report: 'aws/aws-lambda-dotnet#903, #905 (the library has no class for the answer with the failed records of a stream)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": an itemIdentifier with a bad key name is a complete failure of the batch; such failures are not in Errors',
  },
  truth: {
    causes: ['poison-record'],
    states: ['stalled'],
    not: ['failing-function', 'hot-partition', 'slow-handler', 'insufficient-throughput', 'swallowed-errors'],
    unsaid: /records? (?:are|were) (?:already )?lost/i,
  },
  world: pipeline({
    function: {Runtime: 'dotnet8', Handler: 'Parcels::Parcels.Function::Handler', MemorySize: 512},
    mapping: {...defaults, BatchSize: 100, FunctionResponseTypes: ['ReportBatchItemFailures']},
    traffic: {
      invocations: from(-38, about(95), about(122)),
      durations: evenly(90, 380),
      returned: from(-38, about(6800, 3), about(9000, 2)),
      reads: from(-38, about(722, 8, 0.01), always(960)),
      ages: oneBlocked(-38, always(4)),
    },
    events: {
      Polled: from(-38, about(6800, 3), about(9000, 2)),
      Invoked: from(-38, about(6750, 3), about(9000, 2)),
      FailedInvoke: from(-38, always(400), always(0)),
    },
    log: {
      format: 'text-old',
      memoryMb: 512,
      usedMb: 140,
      handled: from(-38, always(4), always(0)),
      failing: ({at, id}) => [
        `${at}\t${id}\tfail\tParcels.Function[0] record 41880300000000093711 failed: Parcels.GeocodingException: no candidate for "Am Deich 0"\n   at Parcels.Geocoder.FindAsync(String address) in /src/Geocoder.cs:line 52`,
      ],
    },
  }),
})
