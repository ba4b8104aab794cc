import {describe, expect, it} from 'vitest'
import {labOf, type Place} from '../../scripts/guide/place.ts'
import {connect, disconnect} from '../../src/aws/index.ts'
import {checks} from '../../src/checks/index.ts'
import {derivedValues} from '../../src/derived/index.ts'
import {askedCollectors, collectAsked, collectEvidence} from '../../src/evidence/index.ts'
import {openLab} from '../../src/lab/entrance.ts'
import {isAtLeast} from '../../src/model/check.ts'
import type {AskedKey} from '../../src/model/evidence.ts'
import type {Finding} from '../../src/model/report.ts'
import {diagnose} from '../../src/use-cases/diagnose.ts'
import {labPlace} from '../support/fleet.ts'
import {guide} from './guide-table.ts'

/** What is read on demand for these checks: their own needs, and those of the values that they are computed from. */
function askedFor(ids: readonly string[]): AskedKey[] {
  const met = new Set<string>()
  const meet = (key: string) => {
    if (met.has(key)) return
    met.add(key)
    const derived = (derivedValues as unknown as Record<string, {needs: string[]; wants: string[]} | undefined>)[key]
    const collector = askedCollectors.find(one => one.key === key)
    for (const need of [...(derived?.needs ?? []), ...(derived?.wants ?? []), ...(collector?.needs ?? [])]) meet(need)
  }
  for (const {id, needs, wants = []} of checks) if (ids.includes(id)) for (const need of [...needs, ...wants]) meet(need)
  return askedCollectors.map(({key}) => key).filter(key => met.has(key))
}

/** What the checks find in a lab, with all that these ones can use. */
async function findingsIn(place: Place, ids: readonly string[]): Promise<Finding[]> {
  const {connection} = labPlace(openLab(labOf(place)))
  const aws = connect(connection)
  const first = await collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 3 * 3600, toolVersion: '0.0.0'})
  const [pipeline] = first.pipelines
  const evidence = pipeline === undefined ? first : await collectAsked(aws, first, [{pipeline, keys: askedFor(ids)}])
  disconnect(aws)
  return diagnose(evidence, {only: [], skip: []}, {name: 'ddbstream', version: '0.0.0'}).pipelines[0]?.findings ?? []
}

const rows = Object.entries(guide)
const places = [...new Set(rows.flatMap(([, {fails, passes}]) => [fails, passes]))].sort()

describe('the guide in the lab', () => {
  it('has a row for each check', () => {
    expect(Object.keys(guide).sort()).toEqual(checks.map(({id}) => id).sort())
  })

  it.each(places)('%s', async place => {
    const failing = rows.filter(([, {fails}]) => fails === place).map(([check]) => check)
    const passing = rows.filter(([, {passes}]) => passes === place).map(([check]) => check)
    const findings = await findingsIn(place, [...failing, ...passing])
    const statuses = (id: string) => findings.filter(({check}) => check === id).map(({status}) => status)
    for (const check of failing) expect(statuses(check), `${check} fails`).toContain('fail')
    for (const check of passing) expect(statuses(check), `${check} passes`).toEqual(['pass'])
    expect(findings.filter(({status}) => status === 'bug')).toEqual([])
  })

  it.each<Place>(['healthy', 'healthy-bursty'])('%s: nothing grave', async place => {
    const all = checks.map(({id}) => id)
    const failed = (await findingsIn(place, all)).filter(({status}) => status === 'fail')
    expect(failed.filter(({severity}) => isAtLeast(severity, 'high'))).toEqual([])
  })
})
