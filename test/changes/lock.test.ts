import {describe, expect, it} from 'vitest'
import {lockMapping, lockOf, lockTag, unlockMapping} from '../../src/changes/lock.ts'
import {failure} from '../support/stub-aws.ts'
import {LambdaAccount, mappingArn, refused} from './lambda-account.ts'

const me = {id: 'op-1', caller: 'arn:aws:iam::111122223333:user/kim'}
const nobody = {isVoid: () => false, steal: false}
const hourMs = 60 * 60_000
/** Somebody else's lock that expires so many seconds from now. */
const heldBy = (account: LambdaAccount, seconds: number, operation = 'op-2') => {
  account.tags[lockTag] = `${operation} user/lee ${new Date(account.ms + seconds * 1000).toISOString()}`
}

describe('taking a lock', () => {
  it('writes who holds it, for an hour', async () => {
    const account = new LambdaAccount()
    expect(await lockMapping(account.aws, mappingArn, me, nobody)).toEqual({kind: 'held'})
    expect(account.tags).toEqual({[lockTag]: `op-1 111122223333:user/kim ${new Date(Date.UTC(2026, 10, 25, 8)).toISOString()}`})
  })

  it.each([
    ['expires in a second', 1, 'taken'],
    ['expires now', 0, 'held'],
    ['has expired', -1, 'held'],
  ])('of a mapping whose lock %s', async (_, seconds, is) => {
    const account = new LambdaAccount()
    heldBy(account, seconds)
    const locking = await lockMapping(account.aws, mappingArn, me, nobody)
    expect(locking.kind).toBe(is)
    if (locking.kind === 'taken') expect(locking.lock).toEqual({operation: 'op-2', owner: 'user/lee', expiresAtMs: account.ms + 1000})
    expect(account.count('lambda:TagResource')).toBe(is === 'held' ? 1 : 0)
  })

  it('that somebody else holds is stolen only where it is asked for', async () => {
    const account = new LambdaAccount()
    heldBy(account, 600)
    expect(await lockMapping(account.aws, mappingArn, me, {...nobody, steal: true})).toEqual({kind: 'held'})
    expect(account.tags[lockTag]).toMatch(/^op-1 111122223333:user\/kim /)
  })

  it('that is void is taken: its operation is over on this machine', async () => {
    const account = new LambdaAccount()
    heldBy(account, 600, 'op-0')
    expect(await lockMapping(account.aws, mappingArn, me, {isVoid: id => id === 'op-0', steal: false})).toEqual({kind: 'held'})
  })

  it('belongs to the later of two who tag at the same moment', async () => {
    const account = new LambdaAccount()
    account.interference = (action, nth) => {
      if (action === 'lambda:ListTags' && nth === 2) heldBy(account, 3600)
      return undefined
    }
    expect(await lockMapping(account.aws, mappingArn, me, nobody)).toMatchObject({kind: 'taken', lock: {operation: 'op-2'}})
    expect(account.ms - Date.UTC(2026, 10, 25, 7)).toBe(2000)
  })

  it.each([
    ['may not tag', refused('lambda:TagResource'), {kind: 'not-allowed', action: 'lambda:TagResource'}],
    ['may not list tags', refused('lambda:ListTags'), {kind: 'not-allowed', action: 'lambda:ListTags'}],
    ['finds no mapping', () => failure(404, 'ResourceNotFoundException'), {kind: 'gone'}],
  ])('ends without one for a caller who %s', async (_, interference, expected) => {
    const account = new LambdaAccount()
    account.interference = interference
    expect(await lockMapping(account.aws, mappingArn, me, nobody)).toEqual(expected)
  })

  it('fails where AWS refuses for another reason', async () => {
    const account = new LambdaAccount()
    account.interference = () => failure(400, 'InvalidParameterValueException')
    await expect(lockMapping(account.aws, mappingArn, me, nobody)).rejects.toThrow(/InvalidParameterValue/)
  })

  it('tries again where AWS throttles', async () => {
    const account = new LambdaAccount()
    account.interference = (_, nth) => (nth < 3 ? failure(429, 'TooManyRequestsException') : undefined)
    expect(await lockMapping(account.aws, mappingArn, me, nobody)).toEqual({kind: 'held'})
  })

  it.each(['', 'no lock', 'op-2 user/lee', 'op-2 user/lee tomorrow'])('ignores a tag that is none of ours: %j', async text => {
    const account = new LambdaAccount()
    account.tags[lockTag] = text
    expect(await lockOf(account.aws, mappingArn, () => false)).toBeNull()
  })

  it.each([
    [null, 'unknown'],
    ['arn:aws:sts::111122223333:assumed-role/Ops/kim@example.com', '111122223333:assumed-role/Ops/kim@example.com'],
    ['arn:aws:iam::111122223333:user/kim lee,jr', '111122223333:user/kim_lee_jr'],
    [`arn:aws:iam::111122223333:user/${'k'.repeat(200)}`, `111122223333:user/${'k'.repeat(132)}`],
  ])('writes no character that a tag may not hold: %s', async (caller, owner) => {
    const account = new LambdaAccount()
    await lockMapping(account.aws, mappingArn, {id: 'op-1', caller}, nobody)
    expect(account.tags[lockTag]?.split(' ')[1]).toBe(owner)
  })
})

describe('giving a lock back', () => {
  it("takes away its own, and nobody else's", async () => {
    const account = new LambdaAccount()
    await lockMapping(account.aws, mappingArn, me, nobody)
    expect(await unlockMapping(account.aws, mappingArn, me.id)).toBeNull()
    expect(account.tags).toEqual({})
    heldBy(account, 600)
    expect(await unlockMapping(account.aws, mappingArn, me.id)).toBeNull()
    expect(account.tags[lockTag]).toMatch(/^op-2 /)
  })

  it.each([
    [
      'denied',
      refused('lambda:UntagResource'),
      /^The lock of the mapping stays until it expires, within the hour: lambda:UntagResource is denied\.$/,
    ],
    [
      'refused',
      (action: string) => (action === 'lambda:UntagResource' ? failure(400, 'InvalidParameterValueException') : undefined),
      /lambda:UntagResource failed: InvalidParameterValue/,
    ],
  ])('names the remaining lock where it is %s', async (_, interference, words) => {
    const account = new LambdaAccount()
    await lockMapping(account.aws, mappingArn, me, nobody)
    account.interference = interference
    expect(await unlockMapping(account.aws, mappingArn, me.id)).toMatch(words)
  })

  it('has nothing to say of a mapping that is gone', async () => {
    const account = new LambdaAccount()
    account.interference = () => failure(404, 'ResourceNotFoundException')
    expect(await unlockMapping(account.aws, mappingArn, me.id)).toBeNull()
  })
})

it('a lock of a crash on another machine is void after an hour', async () => {
  const account = new LambdaAccount()
  await lockMapping(account.aws, mappingArn, {...me, id: 'crashed'}, nobody)
  account.ms = Date.UTC(2026, 10, 25, 7) + hourMs - 1000
  expect(await lockMapping(account.aws, mappingArn, me, nobody)).toMatchObject({kind: 'taken', lock: {operation: 'crashed'}})
  account.ms = Date.UTC(2026, 10, 25, 7) + hourMs
  expect(await lockMapping(account.aws, mappingArn, me, nobody)).toEqual({kind: 'held'})
})
