import {readdirSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {connect, disconnect} from '../../src/aws/index.ts'
import {askedCollectors, collectAsked, fleetActions} from '../../src/evidence/index.ts'
import {openLab} from '../../src/lab/entrance.ts'
import {UserError} from '../../src/model/errors.ts'
import type {Evidence} from '../../src/model/evidence.ts'
import {memoryJournal} from '../../src/treatments/journal.ts'
import {coldStarts} from '../../src/use-cases/cold-starts.ts'
import {concurrency} from '../../src/use-cases/concurrency.ts'
import {functionErrors} from '../../src/use-cases/errors.ts'
import {iteratorAges} from '../../src/use-cases/iterator-age.ts'
import {mappings} from '../../src/use-cases/mappings.ts'
import {enabledRegions, inRole} from '../../src/use-cases/places.ts'
import {commandActions, policyFor, policyOf} from '../../src/use-cases/policy.ts'
import {planRestartOf, restart} from '../../src/use-cases/restart.ts'
import {planUndoOf, undo} from '../../src/use-cases/undo.ts'
import {openScene} from '../faults/scene.ts'
import {run as carryOut, cases as treatments} from '../faults/treatments.ts'
import {look} from '../support/examine.ts'
import {callsOf, everything, type Lab, labPlace, lookAtFleet} from '../support/fleet.ts'

const sinceSeconds = 3 * 3600
const functionText = 'orders-projector'

/** A lab that notes what is asked, and what it refuses for want of a permission. */
function watched(lab: Lab): {lab: Lab; denied: Set<string>; asked: Set<string>} {
  const denied = new Set<string>()
  const asked = new Set<string>()
  const before = {...callsOf(lab)}
  const {requestHandler} = lab
  const handle: Lab['requestHandler']['handle'] = async (request, options) => {
    const answer = await requestHandler.handle(request, options)
    const [, action] = /not authorized to perform: ([a-z0-9]+:\w+)/.exec(new TextDecoder().decode(answer.response.body)) ?? []
    for (const [name, n] of Object.entries(callsOf(lab))) if (n > (before[name] ?? 0)) asked.add(name)
    if (answer.response.statusCode >= 400 && action !== undefined) denied.add(action)
    return answer
  }
  return {lab: {...lab, requestHandler: {...lab.requestHandler, handle}}, denied, asked}
}

const treating = (lab: Lab) => ({
  connection: labPlace(lab).connection,
  journal: memoryJournal(),
  toolVersion: '0.0.0',
  tell: () => undefined,
  stop: new AbortController().signal,
  steal: false,
})

async function restartAndUndo(lab: Lab, alsoUndo: boolean): Promise<unknown> {
  const at = treating(lab)
  const planned = await planRestartOf(at.connection, {functionText, mapping: undefined, toolVersion: '0.0.0'}, at.journal, {
    gap: true,
    loss: false,
  })
  const report = await restart(planned, at)
  if (!alsoUndo) return report
  const [operation] = at.journal.all()
  return undo(await planUndoOf(operation!, at), at)
}

async function fleet(lab: Lab): Promise<unknown> {
  const place = labPlace(lab)
  const regions = await enabledRegions(place.connection)
  const connection = inRole({...place.connection, region: 'us-east-1'}, 'arn:aws:iam::123456789012:role/ddbstream-operator')
  const targets = {...everything, tags: [{key: 'team', value: null}], stacks: ['orders']}
  return [regions, await lookAtFleet([{name: 'a', connection}], {targets})]
}

/** No log of the lab is so large that a query is stopped for what it costs. */
const notInTheLab = ['logs:StopQuery']

interface Command {
  /** With a seed, if it is not 1. Together these meet every action. */
  incidents: string[]
  run: (lab: Lab) => Promise<unknown>
  changes?: boolean
  /** What it asks for only where something is amiss. */
  seldom?: string
  /** The actions that are its own; the rest is what another command is tested for. */
  only?: (action: string) => boolean
  /** What of it asks for one action; all of it unless told. */
  without?: (lab: Lab, action: string, incident: string) => Promise<unknown>
}

/** The first round, whose evidence tells the second what to read. */
const firstRounds = new Map<string, Evidence>()

/** A doctor run, or only the collectors of the second round that declare the action: Logs Insights alone takes minutes of the lab's time. */
async function doctorWithout(lab: Lab, action: string, incident: string): Promise<unknown> {
  const keys = askedCollectors.filter(({key, actions}) => key !== 'code' && actions.includes(action)).map(({key}) => key)
  const evidence = [...firstRounds.values()][doctorIncidents.indexOf(incident)]
  if (keys.length === 0 || evidence === undefined) return (await look(lab)).report
  const aws = connect(labPlace(lab).connection)
  const {items} = await collectAsked(
    aws,
    evidence,
    evidence.pipelines.map(pipeline => ({pipeline, keys})),
  )
  disconnect(aws)
  return items
}

/** With Contributor Insights, a bucket, a topic and a queue as destinations. */
const doctorIncidents = [
  ...['poison-record', 'network-unreachable', 'hot-partition', 'access-denied'],
  ...['broken-destination 2', 'broken-destination 5', 'broken-destination 6'],
]

const commands: Record<string, Command> = {
  doctor: {
    incidents: doctorIncidents,
    run: async lab => {
      const {evidence} = await look(lab)
      const asked = new Set<string>(askedCollectors.map(({key}) => key))
      const own = Object.entries(evidence.items).map(([scope, byId]) => {
        const kept = Object.entries(byId).map(([id, items]) => [
          id,
          Object.fromEntries(Object.entries(items).filter(([key]) => !asked.has(key))),
        ])
        return [scope, Object.fromEntries(kept)]
      })
      firstRounds.set(evidence.pipelines[0]?.ids.mapping ?? '', {...evidence, items: Object.fromEntries(own)})
      return look(lab, {deep: true})
    },
    without: doctorWithout,
  },
  'doctor --all': {incidents: ['poison-record'], run: fleet, only: action => (fleetActions as readonly string[]).includes(action)},
  'iterator-age': {incidents: ['poison-record'], run: lab => iteratorAges(labPlace(lab).connection, {functionText, sinceSeconds})},
  mappings: {incidents: ['poison-record'], run: lab => mappings(labPlace(lab).connection, functionText)},
  concurrency: {incidents: ['poison-record'], run: lab => concurrency(labPlace(lab).connection, {functionText, sinceSeconds})},
  errors: {
    incidents: ['failing-function'],
    seldom: 'logs:DescribeLogGroups',
    run: lab => functionErrors(labPlace(lab).connection, {functionText, sinceSeconds, mostBytes: 1e12}),
  },
  'cold-starts': {
    incidents: ['cold-start-burden'],
    run: lab => coldStarts(labPlace(lab).connection, {functionText, sinceSeconds, mostBytes: 1e12}),
  },
  restart: {incidents: ['healthy'], run: lab => restartAndUndo(lab, false), changes: true},
  // What it takes back of other treatments is tested with them.
  undo: {
    incidents: ['healthy'],
    run: lab => restartAndUndo(lab, true),
    changes: true,
    only: action => action === 'lambda:UpdateEventSourceMapping',
  },
}

/** The two orders in which a missing item and the list of what is missing write it. */
const denial = (action: string): RegExp => new RegExp(`"action":"${action}","reason":"denied"|"reason":"denied","action":"${action}"`)

const outcome = (run: Promise<unknown>): Promise<unknown> =>
  run.catch((error: unknown) => (error instanceof UserError ? {message: error.message, hints: error.hints} : Promise.reject(error)))

/** The world of an incident is opened once, unless a command changes it; the policy changes. */
const labs = new Map<string, Lab>()
function open(opening: string, actions: readonly string[], isChanged = false): Lab {
  const [incident = '', seed = '1'] = opening.split(' ')
  const lab = (isChanged ? undefined : labs.get(opening)) ?? openLab({incident, seed: Number(seed)})
  labs.set(opening, lab)
  expect(lab.control('POST', '/_lab/policy', policyOf(actions)).status).toBe(200)
  return lab
}

describe.each(Object.entries(commands))('the policy of %s', (name, {incidents, run, without = run, only, seldom, changes = false}) => {
  const actions = [...new Set(commandActions[name])].filter(action => only?.(action) ?? true)

  it('allows all that it asks, and whatever is taken away is denied and told', async () => {
    const askedIn = new Map<string, string>()
    for (const incident of incidents) {
      const {lab, denied, asked} = watched(open(incident, commandActions[name] ?? [], changes))
      await run(lab)
      expect([...denied], incident).toEqual([])
      for (const action of asked) askedIn.set(action, incident)
    }
    for (const action of actions) {
      const incident = askedIn.get(action)
      if (incident === undefined) continue
      const rest = (commandActions[name] ?? []).filter(other => other !== action)
      const {lab, denied} = watched(open(incident, rest, changes))
      const result = await outcome(without(lab, action, incident))
      expect([...denied], `without ${action}`).toEqual([action])
      if (name === 'doctor') expect(JSON.stringify(result), `without ${action}`).toMatch(denial(action))
    }
    // What no incident of the lab makes this command ask for.
    expect(actions.filter(action => !askedIn.has(action))).toEqual(
      actions.filter(action => action === seldom || notInTheLab.includes(action)),
    )
  }, 120_000)
})

describe('the policy of a treatment', () => {
  it.each(treatments)('allows $name', async treatment => {
    const scene = openScene(treatment.incident, treatment.seed)
    const {lab, denied} = watched(scene.lab)
    Object.assign(scene.lab, {requestHandler: lab.requestHandler})
    const command = treatment.name.split(',')[0] ?? ''
    expect(scene.lab.control('POST', '/_lab/policy', policyOf(commandActions[command] ?? [])).status).toBe(200)
    await carryOut(treatment, scene, scene.process())
    expect([...denied]).toEqual([])
  })
})

describe('policy', () => {
  it('has an entry for every command that asks AWS', () => {
    const local = ['history', 'init', 'lab', 'merge', 'policy']
    const all = readdirSync('src/commands').map(file => file.replace('.ts', ''))
    expect(all.filter(name => !local.includes(name) && !(name in commandActions))).toEqual([])
  })
  it('of all that read changes nothing', () => {
    const actions = policyFor([]).Statement.flatMap(({Action}) => Action)
    expect(actions.filter(action => /:(Update|Put|Delete|Tag|Untag|Publish|Create)/.test(action))).toEqual([])
    expect(actions).toContain('lambda:ListFunctions')
  })
  it('names functions, tables and streams where IAM lets it', () => {
    const statements = policyFor(['iterator-age']).Statement
    expect(statements).toContainEqual({Effect: 'Allow', Action: ['lambda:GetFunction'], Resource: 'arn:aws:lambda:*:*:function:*'})
    expect(statements.find(({Resource}) => Resource === '*')?.Action).toEqual([
      'cloudwatch:GetMetricData',
      'lambda:ListEventSourceMappings',
    ])
  })
  it.each(['doktor', 'toString'])('of an unknown command is refused: %s', command =>
    expect(() => policyFor([command])).toThrow(`no command "${command}"`),
  )
})
