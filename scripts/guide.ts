/**
 * Finds an incident of the lab that fails a check, and one that passes it: `npm run guide CHECK`. It prints the line for
 * test/use-cases/guide-table.ts.
 */

import {openLab} from '../packages/lab/src/entrance.ts'
import {incidents} from '../packages/lab/src/incidents/index.ts'
import {checks} from '../src/checks/index.ts'
import {doctor} from '../src/use-cases/doctor.ts'
import {labOf, type Place, placesOf} from './guide/place.ts'

const [id = ''] = process.argv.slice(2)
if (!checks.some(check => check.id === id)) throw new Error(`There is no check "${id}".`)

/** The statuses of the check in an incident. */
async function statusesIn(place: Place): Promise<string[]> {
  const {region, credentials, requestHandler, sleep} = openLab(labOf(place))
  const {report} = await doctor(
    {region, credentials, requestHandler, sleep, deadlineMs: 600_000},
    {
      functionText: 'orders-projector',
      sinceSeconds: 3 * 3600,
      only: [id],
      skip: [],
      toolVersion: '0.0.0',
      deep: true,
      inspectCode: true,
    },
  )
  return (report.pipelines[0]?.findings ?? []).filter(({check}) => check === id).map(({status}) => status)
}

/** Healthy pipelines of careless owners have most flaws: they come first. */
const ordered = incidents.map(incident => incident.id).sort((a, b) => Number(b.startsWith('careless')) - Number(a.startsWith('careless')))
const places = ordered.flatMap(incident => placesOf(incident))
console.error(`Up to ${places.length} labs are opened. This takes some minutes where no incident fails the check.`)
let [fails, passes] = ['', '']
for (const place of places) {
  if (fails && passes) break
  const statuses = await statusesIn(place)
  if (statuses.includes('fail')) fails ||= place
  else if (statuses.every(status => status === 'pass') && statuses.length > 0) passes ||= place
}
if (fails && passes) console.log(`  '${id}': {fails: '${fails}', passes: '${passes}'},`)
else {
  console.error(
    `No incident ${fails ? 'passes' : 'fails'} ${id} with its first seeds. Add its state to an incident in packages/lab/src/incidents.`,
  )
  process.exitCode = 1
}
