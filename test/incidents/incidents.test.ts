import {describe, expect, it} from 'vitest'
import {sample} from '../support/sample.ts'
import {grade} from './grade.ts'
import {retoldIncidents} from './index.ts'
import {notYet} from './not-yet.ts'

const incidents = await retoldIncidents()

describe('incidents of others', () => {
  it.each(sample(incidents, 20).map(one => [one.id, one] as const))('%s', async (id, retold) => {
    const {faults} = await grade(retold)
    const reason = notYet[id]
    if (reason === undefined) expect(faults).toEqual([])
    else expect(faults, `is right now: take it off the list of open ones (${reason})`).not.toEqual([])
  })

  it('have ids of their own, with a source and a rule of AWS', () => {
    expect(new Set(incidents.map(({id}) => id)).size).toBe(incidents.length)
    for (const {source} of incidents) {
      expect(source.report).toMatch(/[\w-]+\/[\w.-]+#\d+|https:\/\/|\w\.(?:com|io|cz)|AWS (?:re:Post|Database Blog)/)
      expect(source.rule).toMatch(/Guide|API|AWS|General Reference/)
    }
  })

  it('are sixty and more, of which fifteen and more have to stay quiet', () => {
    const quiet = incidents.filter(({truth}) => truth.causes.every(cause => cause === null))
    expect(incidents.length).toBeGreaterThanOrEqual(60)
    expect(quiet.length).toBeGreaterThanOrEqual(15)
  })

  it('that are not yet right are among them', () => {
    const ids = incidents.map(({id}) => id)
    expect(Object.keys(notYet).filter(id => !ids.includes(id))).toEqual([])
  })
})
