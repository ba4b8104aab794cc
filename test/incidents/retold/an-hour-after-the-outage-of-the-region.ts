import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, between, fresh} from '../shapes.ts'

/** Ages of the minutes in which the poller catches up, in seconds. */
const catchingUp: Readonly<Record<number, number>> = {[-58]: 2200, [-57]: 1450, [-56]: 730, [-55]: 190}

export default defineRetold({
  id: 'an-hour-after-the-outage-of-the-region',
  story:
    'The name of the endpoint of DynamoDB could not be resolved in the whole region for 37 minutes: few writes came through, and Lambda could not read the stream. It has been over for an hour; the backlog was delivered within four minutes.',
  source: {
    report: 'https://aws.amazon.com/message/101925 (the disruption of October 2025 in us-east-1, and the state of Lambda meanwhile)',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": no age without an invocation; "with-ddb": the position is kept',
  },
  truth: {
    causes: [null],
    not: ['access-denied', 'network-unreachable', 'mapping-disabled', 'poison-record', 'insufficient-throughput', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    traffic: {
      invocations: between(-95, -58, always(0), minute => (minute in catchingUp ? 190 : about(120)(minute))),
      concurrency: between(-95, -58, always(0), always(3)),
      // Clients repeat the writes that failed.
      writes: between(-95, -58, about(280, 2), between(-58, -40, about(15_000, 2), about(9000, 2))),
      returned: between(-95, -58, always(0), between(-58, -40, about(15_600, 3), about(9000, 2))),
      reads: between(-95, -58, always(0), always(960)),
      ages: (minute, n) => {
        const seconds = catchingUp[minute]
        return seconds === undefined ? fresh(minute, n) : aged(() => seconds - 120, 120)(minute, n)
      },
    },
  }),
})
