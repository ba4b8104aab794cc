import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {fresh} from '../shapes.ts'

export default defineRetold({
  id: 'throttled-for-a-minute-each-hour',
  story:
    'Each hour a scheduled job takes most of the concurrency of the account for a minute. A few invocations are throttled then, and are made a second later.',
  source: {
    report: 'aws/aws-lambda-roadmap#66 (throttled for a moment, then done); govuk-one-login/authentication-api#4772',
    rule: 'Lambda Developer Guide, "lambda-concurrency": a throttled batch is tried again',
  },
  truth: {causes: [null], not: ['throttled-concurrency'], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    traffic: {
      throttles: minute => (minute === -67 || minute === -127 ? 9 : 0),
      accountConcurrency: minute => (minute === -67 || minute === -127 ? 996 : 60),
      ages: (minute, n) => (minute === -67 || minute === -127 ? [{n, low: 250, high: 6400}] : fresh(minute, n)),
    },
  }),
})
