import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'dotnet-cannot-read-the-event',
  story: 'Since a package update a .NET consumer cannot deserialize any event. Its runtime writes the exception at the level "fail".',
  source: {report: 'aws/aws-lambda-dotnet#839', rule: 'Lambda Developer Guide, "csharp-exceptions", "csharp-logging"'},
  truth: {
    causes: ['failing-function'],
    states: ['stalled'],
    says: /JsonSerializerException|could not be converted/,
    dead: /--filter-pattern ERROR/,
  },
  world: pipeline({
    function: {Runtime: 'dotnet8', Handler: 'Parcels::Parcels.Function::Handler', LastModified: functionTime(34), MemorySize: 512},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-33, always(12), about(150)),
      errors: from(-33, always(12), always(0)),
      durations: from(-33, evenly(6, 28), evenly(90, 260)),
      concurrency: always(4),
      ages: allBlocked(-33),
    },
    log: {
      format: 'text-old',
      memoryMb: 512,
      failing: ({at, id}) => [
        `${at}\t${id}\tfail\tAmazon.Lambda.Serialization.SystemTextJson.JsonSerializerException: Error converting the Lambda event JSON payload to type Amazon.Lambda.DynamoDBEvents.DynamoDBEvent: The JSON value could not be converted to System.DateTime.\n ---> System.Text.Json.JsonException: The JSON value could not be converted to System.DateTime.\n   at System.Text.Json.ThrowHelper.ReThrowWithPath(ReadStack& state)`,
      ],
    },
  }),
})
