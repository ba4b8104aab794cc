import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

const calls = about(11, 5)

export default defineRetold({
  id: 'layer-brings-another-urllib3',
  story:
    'The layer with the common libraries was built anew without a fixed version of urllib3, and the function was deployed with it half an hour ago. botocore cannot import a name that urllib3 2 no longer has, so the module of the handler cannot be imported.',
  source: {
    report: 'psf/requests#6438 (a layer with requests, on Lambda); aws/aws-lambda-base-images#118',
    rule: 'Lambda Developer Guide, "python-layers"; "services-dynamodb-errors": the batch is sent again until it passes or expires',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'function-unavailable', 'cold-start-burden'],
    states: ['stalled'],
    says: /DEFAULT_CIPHERS|ImportModuleError/,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 3,
    function: {
      Runtime: 'python3.10',
      Handler: 'app.handler',
      MemorySize: 512,
      LastModified: functionTime(31),
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:111122223333:layer:commonlibs:15', CodeSize: 14_200_331}],
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-30, calls, about(66)),
      errors: from(-30, calls, always(0)),
      durations: from(-30, evenly(1, 5), evenly(90, 420)),
      concurrency: always(3),
      writes: about(2900, 2),
      returned: from(-30, always(0), about(2900, 2)),
      reads: from(-30, about(12, 8), always(720)),
      ages: allBlocked(-30),
    },
    log: {
      memoryMb: 512,
      usedMb: 61,
      report: {status: 'error', errorType: 'Runtime.ImportModuleError'},
      failing: () => [
        "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': cannot import name 'DEFAULT_CIPHERS' from 'urllib3.util.ssl_' (/opt/python/urllib3/util/ssl_.py)\nTraceback (most recent call last):",
      ],
      around: minute =>
        minute >= -30 && minute % 4 === 0
          ? ['INIT_REPORT Init Duration: 402.77 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError']
          : [],
    },
  }),
})
