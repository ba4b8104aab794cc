import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const calls = about(16, 5, 0.1)

export default defineRetold({
  id: 'answer-holds-a-set',
  story:
    'A release of 26 minutes ago lets the Python handler answer with the stored items, a set. The work is done, then the runtime cannot make JSON of the answer: the invocation is an error, and the same batches of every shard are processed again and again.',
  source: {
    report:
      'aws-samples/amazon-textract-serverless-large-scale-document-processing#14 (an answer that is no JSON, and documents that are retried over and over); boto/boto3#2533',
    rule: 'Lambda Developer Guide, "python-handler": the returned value has to be serializable, or the runtime returns an error; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'slow-handler', 'insufficient-throughput', 'write-back-loop'],
    states: ['stalled'],
    says: /not JSON serializable|MarshalError/,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    qualifier: 'live',
    function: {Runtime: 'python3.13', Handler: 'docproc.handler', MemorySize: 256, LastModified: functionTime(27)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '15', RevisionId: 'a-15'}],
      versions: [
        {Version: '14', LastModified: '2026-11-12T09:15:31.000+0000'},
        {Version: '15', LastModified: functionTime(26.5)},
      ],
    },
    mapping: {...defaults, ...callFailed, BatchSize: 50},
    traffic: {
      invocations: from(-25, calls, about(115)),
      errors: from(-25, calls, always(0)),
      durations: evenly(90, 410),
      concurrency: from(-25, always(4), always(3)),
      writes: about(2900, 2),
      returned: from(-25, always(0), about(2900, 2)),
      reads: from(-25, about(16, 8), always(960)),
      ages: allBlocked(-25, {before: lively(210)}),
    },
    log: {
      memoryMb: 256,
      usedMb: 88,
      versionAt: minute => (minute >= -25 ? '15' : '14'),
      report: {status: 'error', errorType: 'Runtime.MarshalError', durationMs: 287},
      failing: ({at, id, nth}) => [
        `[INFO]\t${at}\t${id}\tstored ${50 - (nth % 3)} pages`,
        '[ERROR] Runtime.MarshalError: Unable to marshal response: Object of type set is not JSON serializable\nTraceback (most recent call last):\n',
      ],
      passing: ({at, id, nth}) => [`[INFO]\t${at}\t${id}\tstored ${17 + (nth % 16)} pages`],
    },
  }),
})
