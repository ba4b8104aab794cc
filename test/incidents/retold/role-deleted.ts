import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'role-deleted',
  story: 'A clean-up deleted the execution role. Lambda can assume it no more: the stream is not read, and the mapping stays Enabled.',
  source: {
    report: 'serverless/examples#279 (a role that was deleted and made anew); aws-amplify/amplify-cli#12965',
    rule: 'Lambda Developer Guide, "lambda-intro-execution-role"; "logging-using-cloudtrail": AUTHORIZATION_ERROR',
  },
  truth: {causes: ['access-denied', 'function-unavailable'], states: ['stopped'], says: /role/},
  world: pipeline({
    mapping: {...defaults, LastProcessingResult: 'PROBLEM: The role defined for the function cannot be assumed by Lambda.'},
    traffic: {
      invocations: from(-97, always(0), about(120)),
      concurrency: from(-97, always(0), always(3)),
      returned: from(-97, always(0), about(9000, 2)),
      reads: from(-97, always(0), always(960)),
    },
    world: {role: {gone: true}},
  }),
})
