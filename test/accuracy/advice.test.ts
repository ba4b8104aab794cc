import {expect, it} from 'vitest'
import {follow} from '../../bench/advice/follow.ts'
import {sample} from '../support/sample.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

// One seed of each kind of advice: `npm run advice` follows ten of every incident.
const advised: [incident: string, seed: number][] = [
  ['access-denied', 3],
  ['access-denied', 5],
  ['broken-destination', 2],
  ['failing-function', 13],
  ['filter-drops-all', 1],
  ['function-timeout', 3],
  ['function-unavailable', 3],
  ['function-unavailable', 21],
  ['function-unavailable', 23],
  ['function-unavailable', 37],
  ['released-under-load', 13],
  ['hot-partition+throttled-concurrency', 5],
  ['mapping-disabled', 5],
  ['memory-exhausted', 1],
  ['network-unreachable', 1],
  ['poison-record', 3],
  ['reader-contention', 3],
  ['reported-failures', 1],
  ['runtime-updated', 3],
  ['silent-loss', 1],
  ['slow-handler', 1],
  ['throttled-concurrency', 1],
  ['write-back-loop', 3],
]

it.each(sample(advised, 2))('%s, seed %i: the first recommended command, followed as it is printed, ends it', async (incident, seed) => {
  const {ended, later, fixed, refused} = await follow(incident, seed)
  expect({ended, later, fixed, refused}).toMatchObject({fixed: true, refused: []})
})

it.each([
  ['function-timeout', 7, /does not answer, no setting/],
  ['cold-start-burden', 1, /No command makes a start lighter/],
])('%s, seed %i: of a state that no command ends the report gives the reason', async (incident, seed, reason) => {
  expect((await follow(incident, seed)).doubt).toMatch(reason)
})
