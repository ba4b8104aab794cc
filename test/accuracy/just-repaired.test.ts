import {expect, it} from 'vitest'
import {lookAfterRepair} from '../../bench/accuracy/just-repaired.ts'
import {sample} from '../support/sample.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

// A few: `npm run accuracy` looks at more of them.
const repaired: [incident: string, seed: number][] = [
  ['poison-record', 1],
  ['mapping-disabled', 3],
  ['parallelization-lowered', 1],
  ['failing-function', 3],
]

it.each(sample(repaired, 1))(
  '%s, seed %i: 2 to 30 minutes after its repair there is no new cause, and not the old one as if nothing had happened',
  async (incident, seed) => {
    const looks = await lookAfterRepair(incident, seed)
    expect(looks.map(({minutes}) => minutes)).toEqual([2, 4, 8, 15, 30])
    expect(looks.filter(({right}) => !right)).toEqual([])
    expect(looks[0]?.lag).not.toBe('ok')
  },
)
