import {describe, expect, it} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {labOf, type Place} from '../../scripts/guide/place.ts'
import {connect, disconnect} from '../../src/aws/index.ts'
import {checks} from '../../src/checks/index.ts'
import {derivedValues} from '../../src/derived/index.ts'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {collectEvidence, collectOnDemand, onDemandCollectors} from '../../src/evidence/index.ts'
import {isAtLeast} from '../../src/model/check.ts'
import type {OnDemandKey} from '../../src/model/evidence/evidence.ts'
import type {Finding} from '../../src/model/report/report.ts'
import {labPlace} from '../support/fleet.ts'
import {sample} from '../support/sample.ts'
import {guide} from './guide-table.ts'

/** The on-demand evidence of these checks: their own needs, and those of the values that they are computed from. */
function onDemandFor(ids: readonly string[]): OnDemandKey[] {
  const met = new Set<string>()
  const meet = (key: string) => {
    if (met.has(key)) return
    met.add(key)
    const derived = (derivedValues as unknown as Record<string, {needs: string[]; wants: string[]} | undefined>)[key]
    const collector = onDemandCollectors.find(one => one.key === key)
    for (const need of [...(derived?.needs ?? []), ...(derived?.wants ?? []), ...(collector?.needs ?? [])]) meet(need)
  }
  for (const {id, needs, wants = []} of checks) if (ids.includes(id)) for (const need of [...needs, ...wants]) meet(need)
  return onDemandCollectors.map(({key}) => key).filter(key => met.has(key))
}

/** The findings of the checks in a lab, with all evidence that these ones can use. */
async function findingsIn(place: Place, ids: readonly string[]): Promise<Finding[]> {
  const {connection} = labPlace(openLab(labOf(place)))
  const aws = connect(connection)
  const first = await collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 3 * 3600, toolVersion: '0.0.0'})
  const [pipeline] = first.pipelines
  const evidence = pipeline === undefined ? first : await collectOnDemand(aws, first, [{pipeline, keys: onDemandFor(ids)}])
  disconnect(aws)
  return diagnose(evidence, {only: [], skip: []}, {name: 'ddbstream', version: '0.0.0'}).pipelines[0]?.findings ?? []
}

const rows = Object.entries(guide)
const places = [...new Set(rows.flatMap(([, {fails, passes}]) => [fails, passes]))].sort()

describe('the guide in the lab', () => {
  it('has a row for each check', () => {
    expect(Object.keys(guide).sort()).toEqual(checks.map(({id}) => id).sort())
  })

  it.each(sample(places, 12))('%s', async place => {
    const failing = rows.filter(([, {fails}]) => fails === place).map(([check]) => check)
    const passing = rows.filter(([, {passes}]) => passes === place).map(([check]) => check)
    const findings = await findingsIn(place, [...failing, ...passing])
    const statuses = (id: string) => findings.filter(({check}) => check === id).map(({status}) => status)
    for (const check of failing) expect(statuses(check), `${check} fails`).toContain('fail')
    for (const check of passing) expect(statuses(check), `${check} passes`).toEqual(['pass'])
    expect(findings.filter(({status}) => status === 'bug')).toEqual([])
  })

  it.each<Place>(sample(['healthy-bursty', 'healthy'], 1))('%s: nothing grave', async place => {
    const all = checks.map(({id}) => id)
    const failed = (await findingsIn(place, all)).filter(({status}) => status === 'fail')
    expect(failed.filter(({severity}) => isAtLeast(severity, 'high'))).toEqual([])
  })
})
