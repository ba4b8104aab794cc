import {describe, expect, it} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {checks} from '../../src/checks/index.ts'
import {isAtLeast} from '../../src/model/check.ts'
import type {Finding} from '../../src/model/report/report.ts'
import {look} from '../support/examine.ts'
import {guide, type Look} from './guide-table.ts'

async function findingsOf(what: Look): Promise<Finding[]> {
  const [incident = '', seed] = what.split(' ')
  const {report} = await look(openLab({incident, seed: Number(seed)}), {deep: true, inspectCode: true})
  return report.pipelines[0]?.findings ?? []
}

const known = new Map<Look, Promise<Finding[]>>()

/** Each incident is looked at once, whatever is asked of it. */
function findings(what: Look): Promise<Finding[]> {
  const found = known.get(what) ?? findingsOf(what)
  known.set(what, found)
  return found
}

const statusesOf = async (what: Look, check: string): Promise<string[]> =>
  (await findings(what)).filter(finding => finding.check === check).map(({status}) => status)

describe('the guide in the lab', () => {
  it('has a row for each check', () => {
    expect(Object.keys(guide).sort()).toEqual(checks.map(({id}) => id).sort())
  })

  it.each(Object.entries(guide))('%s fails and passes: %o', async (check, {fails, passes}) => {
    expect(await statusesOf(fails, check)).toContain('fail')
    expect(await statusesOf(passes, check)).toEqual(['pass'])
  })

  it.each<Look>(['healthy 1', 'healthy 2', 'healthy-bursty 4'])('%s: nothing grave', async what => {
    const failed = (await findings(what)).filter(({status}) => status === 'fail')
    expect(failed.filter(({severity}) => isAtLeast(severity, 'high'))).toEqual([])
  })

  it('no check fails itself', async () => {
    const all = (await Promise.all(known.values())).flat()
    expect(all.filter(({status}) => status === 'bug')).toEqual([])
  })
})
