import {describe, expect, it} from 'vitest'
import {carryOut} from '../../src/changes/apply.ts'
import {lockTag} from '../../src/changes/lock.ts'
import {takeStep} from '../../src/changes/step.ts'
import type {Operation, Plan, StepRecord} from '../../src/model/plan/plan.ts'
import {failure} from '../support/stub-aws.ts'
import {operation, record} from './invented.ts'
import {LambdaAccount, mappingArn, refused, uuid} from './lambda-account.ts'

const set = (before: object, after: object): StepRecord =>
  record(
    {...before},
    {...after},
    {
      title: 'Set it',
      target: {kind: 'mapping', uuid},
      call: {action: 'lambda:UpdateEventSourceMapping', input: {UUID: uuid, ...after}},
      status: 'pending',
    },
  )
const toAlias = (before: string, after: string): StepRecord =>
  record(
    {FunctionVersion: before},
    {FunctionVersion: after},
    {
      title: 'Move the alias',
      target: {kind: 'alias', functionName: 'orders-projector', alias: 'live'},
      call: {
        action: 'lambda:UpdateAlias',
        input: {FunctionName: 'orders-projector', Name: 'live', FunctionVersion: after, RevisionId: 'r-1'},
      },
      status: 'pending',
    },
  )

const begun = (steps: StepRecord[]): Operation => operation({id: 'op-1', mapping: uuid, mappingArn, steps})
const planOf = (given: Partial<Plan> = {}): Plan => ({seen: null, mapping: uuid, restoreAfterSeconds: null, guard: null, ...given}) as Plan
const twoSteps = () => [set({BatchSize: 100}, {BatchSize: 200}), set({BatchSize: 200}, {BatchSize: 400})]

describe('an operation', () => {
  it('takes its steps under the lock, and gives it back', async () => {
    const account = new LambdaAccount()
    const one = begun(twoSteps())
    expect(await carryOut(one, planOf(), account.shop, {steal: false})).toEqual({kind: 'done'})
    expect(account.mapping).toMatchObject({BatchSize: 400, State: 'Enabled'})
    expect(account.tags).toEqual({})
    expect(account.journal.all()).toMatchObject([
      {id: 'op-1', status: 'done', restoreAt: null, steps: [{status: 'done'}, {status: 'done'}]},
    ])
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(2)
  })

  it('remembers when it is to be taken back', async () => {
    const account = new LambdaAccount()
    await carryOut(begun([set({BatchSize: 100}, {BatchSize: 200})]), planOf({restoreAfterSeconds: 600}), account.shop, {steal: false})
    const [kept] = account.journal.all()
    expect(Date.parse(kept?.restoreAt ?? '') - Date.parse(kept?.endedAt ?? '')).toBe(600_000)
  })

  it('does not begin where somebody else holds the lock', async () => {
    const account = new LambdaAccount()
    account.tags[lockTag] = `op-2 user/lee ${new Date(account.ms + 600_000).toISOString()}`
    const ending = await carryOut(begun(twoSteps()), planOf(), account.shop, {steal: false})
    expect(ending).toMatchObject({kind: 'refused', refusal: {kind: 'locked', lock: {operation: 'op-2', owner: 'user/lee'}}})
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(0)
    expect(account.journal.all()).toMatchObject([{status: 'refused'}])
    expect(account.tags[lockTag]).toMatch(/^op-2 /)
  })

  it('does not begin where the mapping is no longer as the plan saw it', async () => {
    const account = new LambdaAccount()
    const ending = await carryOut(begun(twoSteps()), planOf({seen: {BatchSize: 99}}), account.shop, {steal: false})
    expect(ending).toMatchObject({kind: 'refused', refusal: {kind: 'changed', found: [{setting: 'BatchSize', expected: 99, found: 100}]}})
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(0)
  })

  it('goes on without a lock where tags are denied, and says so', async () => {
    const account = new LambdaAccount()
    account.interference = refused('lambda:ListTags')
    expect(await carryOut(begun([set({BatchSize: 100}, {BatchSize: 200})]), planOf(), account.shop, {steal: false})).toEqual({kind: 'done'})
    expect(account.told).toContainEqual({kind: 'note', text: 'The mapping has no lock against other operators: lambda:ListTags is denied.'})
  })

  it('stops before its next step where its lock was stolen, and undoes its steps', async () => {
    const account = new LambdaAccount()
    account.interference = (action, nth) => {
      if (action === 'lambda:UpdateEventSourceMapping' && nth === 1)
        account.tags[lockTag] = `op-2 user/lee ${new Date(account.ms + 3_600_000).toISOString()}`
      return undefined
    }
    const ending = await carryOut(begun(twoSteps()), planOf(), account.shop, {steal: false})
    expect(ending).toEqual({kind: 'taken-back', why: 'user/lee took the lock of the mapping for the operation op-2'})
    expect(account.mapping).toMatchObject({BatchSize: 100})
    expect(account.tags[lockTag]).toMatch(/^op-2 /)
  })

  it('does not look for a thief before its first call', async () => {
    const account = new LambdaAccount()
    await carryOut(begun([set({BatchSize: 100}, {BatchSize: 200})]), planOf(), account.shop, {steal: false})
    // To lock (before and after), and to unlock.
    expect(account.count('lambda:ListTags')).toBe(3)
  })

  it('undoes its steps where one fails', async () => {
    const account = new LambdaAccount()
    account.interference = (action, nth) =>
      action === 'lambda:UpdateEventSourceMapping' && nth === 2 ? failure(400, 'InvalidParameterValueException', 'no') : undefined
    const ending = await carryOut(begun(twoSteps()), planOf(), account.shop, {steal: false})
    expect(ending).toMatchObject({kind: 'taken-back', why: expect.stringMatching(/^"Set it" failed: lambda:UpdateEventSourceMapping: /)})
    expect(account.mapping).toMatchObject({BatchSize: 100})
    expect(account.journal.all()).toMatchObject([{status: 'undone'}])
  })

  it('is refused where AWS refuses its first call', async () => {
    const account = new LambdaAccount()
    account.interference = refused('lambda:UpdateEventSourceMapping')
    const ending = await carryOut(begun(twoSteps()), planOf(), account.shop, {steal: false})
    expect(ending).toMatchObject({kind: 'refused', refusal: {kind: 'failed'}})
    expect(account.tags).toEqual({})
  })

  it('ends between two steps where the user interrupts it, and takes them back', async () => {
    const account = new LambdaAccount()
    account.interference = (action, nth) => {
      if (action === 'lambda:UpdateEventSourceMapping' && nth === 1) account.stop.abort()
      return undefined
    }
    expect(await carryOut(begun(twoSteps()), planOf(), account.shop, {steal: false})).toEqual({kind: 'interrupted', after: 'Set it'})
    expect(account.mapping).toMatchObject({BatchSize: 100})
    expect(account.told).toContainEqual({
      kind: 'note',
      text: expect.stringMatching(/^Interrupted\. "Set it" ends first, .*all changes are undone/),
    })
  })
})

describe('a step', () => {
  const take = (account: LambdaAccount, step: StepRecord) => takeStep(step, begun([step]), account.shop)

  it('calls nothing where the target is already as it should be', async () => {
    const account = new LambdaAccount()
    const step = set({BatchSize: 50}, {BatchSize: 100})
    expect(await take(account, step)).toEqual({kind: 'done'})
    expect(step.status).toBe('already')
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(0)
  })

  it('calls nothing where the target is neither as before nor as after', async () => {
    const account = new LambdaAccount()
    const step = set({BatchSize: 50}, {BatchSize: 70})
    expect(await take(account, step)).toEqual({kind: 'drift', found: [{setting: 'BatchSize', expected: 50, found: 100}]})
    expect(step.status).toBe('pending')
  })

  it.each([
    ['throttled', failure(429, 'TooManyRequestsException'), 2],
    ['still busy with another change', failure(400, 'ResourceInUseException'), 2],
    ['answered by a server error', failure(503, 'ServiceUnavailable'), 2],
  ])('is repeated where the call was %s', async (_, reply, calls) => {
    const account = new LambdaAccount()
    account.interference = (action, nth) => (action === 'lambda:UpdateEventSourceMapping' && nth === 1 ? reply : undefined)
    expect(await take(account, set({BatchSize: 100}, {BatchSize: 200}))).toEqual({kind: 'done'})
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(calls)
  })

  it('is not repeated where the answer was lost and the call was taken', async () => {
    const account = new LambdaAccount()
    account.interference = (action, nth) => {
      if (action !== 'lambda:UpdateEventSourceMapping' || nth > 1) return undefined
      account.change({BatchSize: 200})
      return failure(503, 'ServiceUnavailable')
    }
    expect(await take(account, set({BatchSize: 100}, {BatchSize: 200}))).toEqual({kind: 'done'})
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(1)
  })

  it('is given up after eight calls that AWS does not take', async () => {
    const account = new LambdaAccount()
    account.interference = action => (action === 'lambda:UpdateEventSourceMapping' ? failure(429, 'TooManyRequestsException') : undefined)
    expect(await take(account, set({BatchSize: 100}, {BatchSize: 200}))).toEqual({
      kind: 'failed',
      why: 'AWS did not accept the call in 8 attempts',
    })
    expect(account.count('lambda:UpdateEventSourceMapping')).toBe(8)
  })

  it('of an alias is repeated with the revision that the alias has by then', async () => {
    const account = new LambdaAccount()
    account.interference = (action, nth) => {
      if (action !== 'lambda:UpdateAlias' || nth > 1) return undefined
      // Somebody has changed its description meanwhile: the version is as before, and the revision is new.
      account.alias = {...account.alias, RevisionId: 'r-2'}
      return failure(503, 'ServiceUnavailable')
    }
    const step = toAlias('6', '7')
    expect(await take(account, step)).toEqual({kind: 'done'})
    expect(account.alias).toEqual({FunctionVersion: '7', RevisionId: 'r-3'})
    expect(account.requests.filter(({action}) => action === 'lambda:UpdateAlias').map(({input}) => input.RevisionId)).toEqual([
      'r-1',
      'r-2',
    ])
  })

  it('fails where AWS takes the call and does not show the change within three minutes', async () => {
    const account = new LambdaAccount()
    account.interference = action => (action === 'lambda:UpdateEventSourceMapping' ? {status: 200, body: '{}'} : undefined)
    const startMs = account.ms
    expect(await take(account, set({BatchSize: 100}, {BatchSize: 200}))).toEqual({
      kind: 'failed',
      why: 'AWS accepted the call and does not show the change',
    })
    expect(account.ms - startMs).toBeGreaterThan(180_000)
    expect(account.ms - startMs).toBeLessThan(190_000)
  })

  it('fails where the mapping hangs in a transition for a quarter of an hour', async () => {
    const account = new LambdaAccount()
    account.interference = action =>
      action === 'lambda:GetEventSourceMapping' ? {status: 200, body: JSON.stringify({...account.mapping, State: 'Updating'})} : undefined
    const startMs = account.ms
    expect(await take(account, set({BatchSize: 100}, {BatchSize: 200}))).toMatchObject({
      kind: 'failed',
      why: 'AWS does not finish: it has been Updating for more than 15 minutes',
    })
    expect(account.ms - startMs).toBeGreaterThan(900_000)
    expect(account.ms - startMs).toBeLessThan(910_000)
  })
})
