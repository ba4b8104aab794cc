/**
 * Finds an incident of the lab that fails a check, and one that passes it: `npm run guide CHECK`. It prints the line for
 * test/use-cases/guide-table.ts.
 */
import {checks} from '../src/checks/index.ts'
import {openLab} from '../src/lab/entrance.ts'
import {incidents} from '../src/lab/incidents/index.ts'
import {doctor} from '../src/use-cases/doctor.ts'

const [id = ''] = process.argv.slice(2)
if (!checks.some(check => check.id === id)) throw new Error(`There is no check "${id}".`)

/** What the check says in an incident. */
async function statusesIn(incident: string, seed: number): Promise<string[]> {
  const {region, credentials, requestHandler, sleep} = openLab({incident, seed})
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
const looks = Array.from({length: 12}, (_, i) => i + 1).flatMap(seed => ordered.map(incident => ({incident, seed})))
let [fails, passes] = ['', '']
for (const {incident, seed} of looks) {
  if (fails && passes) break
  const statuses = await statusesIn(incident, seed)
  if (statuses.includes('fail')) fails ||= `${incident} ${seed}`
  else if (statuses.every(status => status === 'pass') && statuses.length > 0) passes ||= `${incident} ${seed}`
}
if (fails && passes) console.log(`  '${id}': {fails: '${fails}', passes: '${passes}'},`)
else {
  console.error(
    `No incident ${fails ? 'passes' : 'fails'} ${id} with a seed from 1 to 12. Add its state to an incident in src/lab/incidents.`,
  )
  process.exitCode = 1
}
