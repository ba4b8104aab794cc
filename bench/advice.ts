/**
 * Follows "Do this next" as it is printed, on every incident of the lab: placeholders filled from the lab, an hour of virtual time, then
 * the lag has to drain or the loss to have ended. Run with `npm run advice`.
 *
 *   --seeds odd|even   advice is tuned on odd seeds and reported on even ones (the default)
 *   --most N           seeds per incident (10)
 *   --only A,B         these incidents
 *   --mistakes         list what was not fixed
 */
import {parseArgs} from 'node:util'
import {labIncidents} from '../src/lab/entrance.ts'
import {type Seeds, seedsOf} from './accuracy/cases.ts'
import {follow} from './advice/follow.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
const {values} = parseArgs({
  options: {
    seeds: {type: 'string', default: 'even'},
    most: {type: 'string', default: '10'},
    only: {type: 'string', default: ''},
    mistakes: {type: 'boolean', default: false},
  },
})
const only = values.only.split(',').filter(Boolean)
const ids = labIncidents.map(({id}) => id).filter(id => only.length === 0 || only.includes(id))
for (const id of ids) {
  const outcomes = []
  for (const seed of seedsOf(values.seeds as Seeds, Number(values.most))) outcomes.push(await follow(id, seed))
  console.log(`${id.padEnd(34)} ${String(outcomes.filter(({fixed}) => fixed).length).padStart(3)} of ${outcomes.length}`)
  if (values.mistakes)
    for (const one of outcomes.filter(({fixed}) => !fixed))
      console.log(`    ${one.seed}: ${one.cause ?? 'no cause'}: ${one.command ?? ''}\n        ${one.ended}; then ${one.later}`)
}
