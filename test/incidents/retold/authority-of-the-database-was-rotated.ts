import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

const calls = about(11, 5)

export default defineRetold({
  id: 'authority-of-the-database-was-rotated',
  story:
    'The certificate of the database was put under the new authority in a maintenance window. The package of the function holds the old bundle alone, so no connection is trusted and every batch fails. The way to the database is open, and nothing was deployed.',
  source: {
    report: 'brianc/node-postgres#2558 (self signed certificate in certificate chain, RDS); aws/aws-lambda-base-images#123',
    rule: 'RDS User Guide, "UsingWithRDS.SSL-certificate-rotation"; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'network-unreachable', 'access-denied', 'function-timeout'],
    states: ['stalled'],
    says: /certificate/i,
    dead: /update-alias|roll .{0,20}back|MaximumRecordAgeInSeconds=\d/i,
  },
  world: pipeline({
    shards: 3,
    function: {
      Runtime: 'nodejs22.x',
      MemorySize: 512,
      Timeout: 30,
      ...inNetwork,
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO'},
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-34, calls, about(84)),
      errors: from(-34, calls, always(0)),
      durations: from(-34, evenly(24, 88), evenly(110, 520)),
      concurrency: always(3),
      writes: about(4100, 2),
      returned: from(-34, always(0), about(4100, 2)),
      reads: from(-34, about(12, 8), always(720)),
      ages: allBlocked(-34),
    },
    log: {
      format: 'json',
      memoryMb: 512,
      usedMb: 109,
      report: {status: 'error', errorType: 'Error'},
      failing: ({at, id}) => [
        JSON.stringify({
          timestamp: at,
          level: 'ERROR',
          requestId: id,
          message: {
            errorType: 'Error',
            errorMessage: 'self-signed certificate in certificate chain',
            code: 'SELF_SIGNED_CERT_IN_CHAIN',
            stackTrace: [
              'Error: self-signed certificate in certificate chain',
              '    at /var/task/node_modules/pg-pool/index.js:45:11',
              '    at async handler (file:///var/task/index.mjs:29:18)',
            ],
          },
        }),
      ],
    },
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})
