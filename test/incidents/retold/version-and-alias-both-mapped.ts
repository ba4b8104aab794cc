import {defaults, functionMetrics, functionName, mappingTo, pipeline, uuid} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, fresh} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const batches = about(120)
const of = (invocations: (minute: number) => number) => ({
  invocations,
  errors: always(0),
  throttles: always(0),
  durations: evenly(80, 240),
  ages: fresh,
})

const own = pipeline({
  qualifier: 'live',
  around: {
    aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '13', RevisionId: 'a-13'}],
    versions: [
      {Version: '12', LastModified: '2026-11-12T09:00:00.000+0000'},
      {Version: '13', LastModified: '2026-11-24T09:00:00.000+0000'},
    ],
  },
  traffic: {returned: minute => 2 * about(9000, 2)(minute), reads: always(1920)},
  moreMappings: [
    mappingTo({
      ...defaults,
      UUID: '5d20c1b7-0d5e-4f2b-8a35-0b6f9c1e2d77',
      FunctionArn: virginia.functionArn(functionName, '12'),
      LastModified: Date.parse('2026-11-12T09:05:00Z') / 1000,
    }),
  ],
})

export default defineRetold({
  id: 'version-and-alias-both-mapped',
  story:
    'When the service moved to an alias, the deployment made a mapping of the alias, and left the old one of version 12. Since then every parcel is processed twice, by two versions, and customers get two messages. Nothing fails and nothing waits.',
  source: {
    report: 'aws/serverless-application-model#273, #1690; Miserlou/Zappa#348; terraform-aws-modules/terraform-aws-lambda#320',
    rule: 'Lambda API reference, CreateEventSourceMapping: mappings of another qualifier are mappings of their own, and each gets every record',
  },
  truth: {
    causes: [null],
    not: ['poison-record', 'write-back-loop', 'insufficient-throughput'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
    says: /twice|both|duplicat|(?:two|2|second|another|other) mapping|same stream/i,
  },
  mapping: uuid,
  world: {
    ...own,
    metrics: [
      ...own.metrics.filter(({namespace, name, dimensions}) => {
        const ofAllCallers = namespace === 'AWS/Lambda' && Object.keys(dimensions).join() === 'FunctionName'
        return !ofAllCallers || name === 'ConcurrentExecutions'
      }),
      ...functionMetrics(
        {FunctionName: functionName},
        of(minute => 2 * batches(minute)),
      ),
      ...functionMetrics({FunctionName: functionName, Resource: `${functionName}:12`}, of(batches)),
    ],
  },
})
