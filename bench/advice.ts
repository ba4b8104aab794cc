/**
 * Follows the recommended action as it is printed, on every incident of the lab: placeholders filled from the lab, an hour of virtual time, or until
 * the backlog should be gone by the report, then the lag has to drain or the loss to have ended. Run with `npm run advice`.
 *
 *   --seeds odd|even   advice is tuned on odd seeds and reported on even ones (the default)
 *   --most N           seeds per incident (10)
 *   --only A,B         these incidents
 *   --mistakes         list the incidents that were not fixed
 */
import {parseArgs} from 'node:util'
import {labIncidents} from '../packages/lab/src/entrance.ts'
import {type Seeds, seedsOf} from './accuracy/cases.ts'
import {type Followed, follow} from './advice/follow.ts'

/** So many have to be fixed; of each of the others the report has to give the reason why its command may not fix it. */
const leastFixed = 0.95

function row(name: string, outcomes: readonly Followed[]): string {
  const fixed = outcomes.filter(one => one.fixed).length
  const doubted = outcomes.filter(one => !one.fixed && one.doubt !== null).length
  const inTwo = outcomes.filter(one => one.fixed && one.rounds === 2).length
  const parts = [
    `${fixed} of ${outcomes.length} fixed`,
    ...(inTwo > 0 ? [`${inTwo} of them in the second round`] : []),
    ...(doubted > 0 ? [`${doubted} with the reason in the report`] : []),
  ]
  const silent = outcomes.length - fixed - doubted
  return `${name.padEnd(34)} ${[...parts, ...(silent > 0 ? [`${silent} without`] : [])].join(', ')}`
}

const mistakeText = ({seed, cause, command, ended, later, doubt}: Followed): string =>
  `    ${seed}: ${cause ?? 'no cause'}: ${command ?? ''}\n        ${ended}; later ${later}${doubt === null ? '' : `\n        ${doubt}`}`

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
const all: Followed[] = []
for (const id of ids) {
  const outcomes: Followed[] = []
  for (const seed of seedsOf(values.seeds as Seeds, Number(values.most))) outcomes.push(await follow(id, seed))
  all.push(...outcomes)
  console.log(row(id, outcomes))
  if (values.mistakes) for (const one of outcomes) if (!one.fixed) console.log(mistakeText(one))
}
console.log(row('all', all))
const refused = all.flatMap(one => one.refused.map(command => `${one.incident} ${one.seed}: ${command}`))
if (refused.length > 0) {
  console.log(['AWS would refuse:', ...refused].join('\n    '))
  process.exitCode = 1
}
const fixed = all.filter(one => one.fixed).length
if (fixed < leastFixed * all.length) {
  console.log(`Less than ${leastFixed * 100} % are fixed: ${((100 * fixed) / Math.max(1, all.length)).toFixed(1)} %.`)
  process.exitCode = 1
}
if (all.some(one => !one.fixed && one.doubt === null)) {
  console.log('Some are neither fixed nor doubted.')
  process.exitCode = 1
}
