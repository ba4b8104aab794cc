import {describe, expect, it} from 'vitest'
import {commands} from '../../bench/live/commands.ts'
import {liveIncidents} from '../../bench/live/incidents/index.ts'
import {type LiveRun, type Ran, RefusedError, runLive} from '../../bench/live/run.ts'
import type {Survey} from '../../bench/live/sandbox.ts'

const empty: Survey = {accountId: '111122223333', others: 0, isDeployed: false}

/** A sandbox that notes its calls. */
function scene({survey = empty, ...given}: Partial<LiveRun> & {survey?: Survey; failsAt?: string; endsAt?: string} = {}) {
  const calls: string[] = []
  const stop = new AbortController()
  const note = (call: string): void => {
    calls.push(call)
    if (call === given.endsAt) stop.abort()
    if (call === given.failsAt) throw new Error(`${call} failed`)
  }
  const ran: Ran = {code: 0, report: null, evidence: null}
  const live: LiveRun = {
    sandbox: {
      functionName: 'f',
      prefix: 'f',
      isMadeHere: true,
      reach: () => ({flags: [], environment: {}}),
      survey: async () => survey,
      deploy: async () => note('deploy'),
      begin: async ({id}) => {
        note(`begin ${id}`)
        return []
      },
      end: async ({id}) => {
        note(`end ${id}`)
        return []
      },
      wait: async () => undefined,
      takeDown: async () => note('take down'),
    },
    incidents: liveIncidents.slice(0, 2),
    commands: commands.slice(0, 1),
    amongOthers: false,
    pace: {symptom: () => 0, calm: 0},
    stop: stop.signal,
    tell: () => undefined,
    run: async ({id}) => {
      note(`run ${id}`)
      return ran
    },
    ...given,
  }
  return {live, calls}
}

const whole = [
  'deploy',
  'begin healthy',
  'run healthy',
  'end healthy',
  'begin poison-record',
  'run poison-record',
  'end poison-record',
  'take down',
]

describe('a live run', () => {
  it('makes each incident, runs the commands, ends it, and takes everything down', async () => {
    const {live, calls} = scene()
    expect((await runLive(live)).made.map(({incident}) => incident)).toEqual(['healthy', 'poison-record'])
    expect(calls).toEqual(whole)
  })

  it.each(whole.slice(0, -1))('takes everything down where "%s" fails', async failsAt => {
    const {live, calls} = scene({failsAt})
    await expect(runLive(live)).rejects.toThrow(`${failsAt} failed`)
    expect(calls).toEqual([...whole.slice(0, whole.indexOf(failsAt) + 1), 'take down'])
  })

  it.each(whole.slice(0, -1))('takes everything down where it is interrupted at "%s"', async endsAt => {
    const {live, calls} = scene({endsAt})
    await runLive(live)
    expect(calls.at(-1)).toBe('take down')
    expect(calls.filter(call => call.startsWith('begin')).length).toBeLessThanOrEqual(endsAt.includes('poison') ? 2 : 1)
  })

  it.each<[string, Survey, boolean, RegExp | null]>([
    ['an account with other mappings', {...empty, others: 1}, false, /1 other event source mappings.*--among-others/],
    ['the same, among others', {...empty, others: 1}, true, null],
    ['an account with the stack of an earlier run', {...empty, isDeployed: true}, true, /--take-down/],
  ])('%s', async (_, survey, amongOthers, refusal) => {
    const {live, calls} = scene({survey, amongOthers})
    if (refusal === null) {
      await runLive(live)
      expect(calls.at(-1)).toBe('take down')
      return
    }
    await expect(runLive(live)).rejects.toThrow(refusal)
    await expect(runLive(live)).rejects.toBeInstanceOf(RefusedError)
    expect(calls).toEqual([])
  })

  it('names a command with an exit code that is not documented', async () => {
    const {live} = scene({run: async () => ({code: 2, report: null, evidence: null})})
    expect((await runLive(live)).made[0]?.faults).toEqual(['doctor ended with 2'])
  })
})
