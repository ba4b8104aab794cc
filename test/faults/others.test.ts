import {DeleteEventSourceMappingCommand, UpdateAliasCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {describe, expect, it} from 'vitest'
import {lockTag} from '../../src/changes/lock.ts'
import {planRemapOf} from '../../src/use-cases/changes/remap.ts'
import {forget, planUndoOf, undo} from '../../src/use-cases/changes/undo.ts'
import {clientsWith} from '../lab/services/clients.ts'
import {accountOf} from './account.ts'
import {cases, run} from './changes.ts'
import {openScene, type Scene, youngSeconds} from './scene.ts'

const restart = cases[0]!
const open = () => openScene(restart.incident, restart.seed, youngSeconds)
const lambdaOf = ({lab}: Scene) => clientsWith({endpoint: lab.endpoint, requestHandler: lab.requestHandler}).lambda

/** Somebody else, with the AWS CLI. */
async function changeByHand(scene: Scene, change: object): Promise<void> {
  const {settings} = await accountOf(scene)
  const {UUID} = settings.mapping as {UUID: string}
  await lambdaOf(scene).send(new UpdateEventSourceMappingCommand({UUID, ...change}))
  scene.advance(120)
}

const refused = (code: string, message: RegExp, exitCode = 7) =>
  expect.objectContaining({code, exitCode, message: expect.stringMatching(message)})

describe('somebody else', () => {
  it('changes the mapping between plan and apply: refused, with the difference', async () => {
    const scene = open()
    const process = scene.process()
    const planned = await restart.plan(scene, process)
    await changeByHand(scene, {BatchSize: 77})
    await expect(restart.act(planned, process)).rejects.toThrow(refused('E_DRIFT', /BatchSize is 77, not \d+/))
    expect((await accountOf(scene)).lockedBy).toBeNull()
    expect(scene.journal.all()[0]?.status).toBe('refused')
  })

  it('changes the same settings: undo refuses, with the difference', async () => {
    const scene = open()
    const process = scene.process()
    await run(restart, scene, process)
    await changeByHand(scene, {Enabled: false})
    // A restart can leave the mapping off, so that state is taken back; a value that it never set is not.
    const [operation] = scene.journal.all()
    const foreign = {...operation!, steps: operation!.steps.map(step => ({...step, before: {BatchSize: 1}, after: {BatchSize: 2}}))}
    await expect(planUndoOf(foreign, process.context)).rejects.toThrow(refused('E_DRIFT', /BatchSize is \d+, not 2/))
  })

  it('deleted the mapping: there is nothing to undo, and the operation stays open until it is closed by hand', async () => {
    const scene = open()
    const process = scene.process()
    await run(restart, scene, process)
    const {settings} = await accountOf(scene)
    await lambdaOf(scene).send(new DeleteEventSourceMappingCommand({UUID: (settings.mapping as {UUID: string}).UUID}))
    scene.advance(120)
    const [operation] = scene.journal.all()
    const report = await undo(await planUndoOf({...operation!, status: 'half-done'}, process.context), process.context)
    expect(report).toMatchObject({outcome: 'nothing-to-do', operation: {status: 'half-done'}})
    expect(report.gone).toEqual([expect.stringMatching(/^The mapping \S+ no longer exists\.$/)])
    expect(forget(scene.journal, operation!.id)).toMatchObject({status: 'forgotten'})
  })

  it('holds the mapping: the second of two at once is refused, and may steal it', async () => {
    const scene = open()
    const [one, two] = [scene.process(), scene.process()]
    const [first, second] = [await restart.plan(scene, one), await restart.plan(scene, two)]
    const ended = await Promise.allSettled([restart.act(first, one), restart.act(second, two)])
    expect(ended.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ended.find(({status}) => status === 'rejected')).toMatchObject({reason: {code: expect.stringMatching(/^E_(LOCKED|DRIFT)$/)}})
    expect((await accountOf(scene)).settings.mapping).toMatchObject({State: 'Enabled'})
  })

  it('left a lock: it holds until it expires, unless it is stolen', async () => {
    const scene = open()
    const {EventSourceMappingArn} = (await accountOf(scene)).settings.mapping as {EventSourceMappingArn: string}
    const {TagResourceCommand} = await import('@aws-sdk/client-lambda')
    const untilMs = scene.nowMs() + 40 * 60_000
    const value = `20261125-000000-remap-0000 user/kim ${new Date(untilMs).toISOString()}`
    await lambdaOf(scene).send(new TagResourceCommand({Resource: EventSourceMappingArn, Tags: {[lockTag]: value}}))
    const process = scene.process()
    const planned = await restart.plan(scene, process)
    expect(planned.lock).toMatchObject({owner: 'user/kim'})
    await expect(restart.act(planned, process)).rejects.toThrow(refused('E_LOCKED', /^user\/kim is changing this mapping/))
    const stolen = {...process, context: {...process.context, steal: true}}
    expect(await restart.act(planned, stolen)).toMatchObject({outcome: 'done'})
  })

  it('has switched the mapping off: a restart is refused and nothing is in the journal', async () => {
    const scene = open()
    await changeByHand(scene, {Enabled: false})
    await expect(restart.plan(scene, scene.process())).rejects.toThrow(refused('E_STATE', /is Disabled/))
    expect(scene.journal.all()).toEqual([])
  })
})

describe('AWS', () => {
  it('never finishes: it is half done, and so is the undo, until it does', async () => {
    const scene = open()
    scene.fault({action: 'lambda:UpdateEventSourceMapping', kind: 'stuck', count: 1})
    const process = scene.process()
    await expect(run(restart, scene, process)).rejects.toThrow(refused('E_HALF_DONE', /Updating for more than 15 minutes/, 6))
    const [operation] = scene.journal.open()
    expect(operation?.status).toBe('half-done')
    await expect(run(restart, scene, scene.process())).rejects.toThrow(refused('E_UNFINISHED', /half done/, 6))
    await expect(planUndoOf(operation!, process.context)).rejects.toThrow(refused('E_UNDO', /AWS does not finish/))
  })

  it('refuses the first call: nothing is changed, and it is said why', async () => {
    const scene = open()
    scene.fault({action: 'lambda:UpdateEventSourceMapping', kind: 'deny', count: 1})
    await expect(run(restart, scene, scene.process())).rejects.toThrow(refused('E_REFUSED', /AccessDenied.*Nothing was changed/))
    expect(scene.journal.open()).toEqual([])
  })

  it('refuses to tag: the fix goes on without a lock, and says so', async () => {
    const scene = open()
    scene.fault({action: 'lambda:TagResource', kind: 'deny'})
    const process = scene.process()
    expect(await run(restart, scene, process)).toMatchObject({outcome: 'done'})
    expect(process.told).toContainEqual({kind: 'note', text: expect.stringContaining('lambda:TagResource is denied')})
  })
})

describe('an interruption', () => {
  it('in the middle undoes the steps', async () => {
    const scene = open()
    const before = await accountOf(scene)
    const process = scene.process()
    const tell = process.context.tell
    process.context.tell = progress => {
      tell(progress)
      if (progress.kind === 'calling') process.interrupt()
    }
    expect(await run(restart, scene, process)).toMatchObject({outcome: 'interrupted', operation: {status: 'undone'}})
    expect((await accountOf(scene)).settings).toEqual(before.settings)
  })

  it('during the last step finishes it', async () => {
    const scene = open()
    const process = scene.process()
    process.context.tell = progress => {
      if (progress.kind === 'calling' && progress.title === 'Enable the mapping') process.interrupt()
    }
    expect(await run(restart, scene, process)).toMatchObject({outcome: 'done', operation: {status: 'done'}})
  })
})

describe('a remap', () => {
  const byAlias = cases.find(({name}) => name === 'remap, by alias')!

  it('of an alias that somebody moves meanwhile is refused', async () => {
    const scene = openScene(byAlias.incident, byAlias.seed)
    const process = scene.process()
    const planned = await byAlias.plan(scene, process)
    await lambdaOf(scene).send(new UpdateAliasCommand({FunctionName: scene.functionName, Name: 'live', FunctionVersion: '1'}))
    await expect(byAlias.act(planned, process)).rejects.toThrow(refused('E_REFUSED', /FunctionVersion is "1", not/))
    expect((await accountOf(scene)).settings.alias).toBe('1')
  })

  it('to a version that does not exist is refused, and the newest ones are named', async () => {
    const scene = open()
    const {connection} = scene.process()
    const choice = {functionText: scene.functionName, mapping: undefined, toolVersion: '0.0.0'}
    const wanted = {version: '999', publish: false, alias: undefined, guard: {seconds: 300, onInconclusive: 'keep'} as const}
    const plan = planRemapOf(connection, choice, scene.journal, wanted, {gap: false, loss: false})
    await expect(plan).rejects.toThrow(refused('E_NO_VERSION', /no published version 999/))
  })

  it('is taken back by undo, and a restart of another day is not in its way', async () => {
    const scene = openScene(byAlias.incident, byAlias.seed)
    const before = await accountOf(scene)
    expect(await run(byAlias, scene, scene.process())).toMatchObject({outcome: 'done', operation: {guard: {verdict: 'successful'}}})
    expect((await accountOf(scene)).settings.alias).not.toBe(before.settings.alias)
    const {context} = scene.process()
    const [operation] = scene.journal.all()
    expect(await undo(await planUndoOf(operation!, context), context)).toMatchObject({outcome: 'undone', steps: [{status: 'done'}]})
    expect((await accountOf(scene)).settings).toEqual(before.settings)
  })
})

it('Ctrl-C during the guard ends the guard alone: the version stays, and it is said that nobody judged it', async () => {
  const byVersion = cases.find(({name}) => name === 'remap, of a version')!
  const scene = openScene(byVersion.incident, byVersion.seed)
  const process = scene.process()
  process.context.tell = progress => {
    if (progress.kind === 'guarding') process.interrupt()
  }
  expect(await run(byVersion, scene, process)).toMatchObject({outcome: 'done', operation: {status: 'done', guard: {verdict: 'stopped'}}})
})

it('a mapping that somebody updates at the same moment is waited for, and then changed', async () => {
  const scene = open()
  const process = scene.process()
  let meddled = false
  process.context.tell = progress => {
    if (progress.kind !== 'calling' || meddled) return
    meddled = true
    // Between our read and our call; the restart is not about the batch size.
    void changeByHand(scene, {BatchSize: 55})
  }
  expect(await run(restart, scene, process)).toMatchObject({outcome: 'done'})
  expect((await accountOf(scene)).settings.mapping).toMatchObject({BatchSize: 55, State: 'Enabled'})
})

it('undo of an undone operation changes nothing', async () => {
  const scene = open()
  await run(restart, scene, scene.process())
  const {context} = scene.process()
  const [operation] = scene.journal.all()
  expect(await undo(await planUndoOf(operation!, context), context)).toMatchObject({outcome: 'nothing-to-do', steps: []})
})
