import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, table, tableMetrics} from '../support/evidence.ts'
import {rolePermissions} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const off = {
  mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs - 40 * 60_000}),
  functionMetrics: functionMetrics(ago => (ago > 40 ? 1 : null)),
}

describe('mapping-disabled', () => {
  it('is found, with how long records wait and when they are lost', () => {
    const [cause] = weighing(off).causes
    expect(cause?.id).toBe('mapping-disabled')
    expect(cause?.because.join(' ')).toMatch(/Records have been written for 40 min and none was delivered/)
    expect(cause?.because.join(' ')).toMatch(/expires at 2026-11-24T02/)
    expect(cause?.fixes[0]?.command).toMatch(/--set Enabled=true$/)
  })

  it('is found on a table without writes too, and says so', () => {
    const [cause] = weighing({...off, tableMetrics: tableMetrics(ago => (ago > 40 ? 100 : 0))}).causes
    expect(cause?.against.join(' ')).toMatch(/Nothing was written/)
  })

  it('warns before a mapping that starts at LATEST is touched, where no batch has succeeded since its last change', () => {
    const [cause] = weighing({...off, mapping: mapping({state: 'Disabled', startingPosition: 'LATEST', lastModifiedMs: nowMs})}).causes
    expect(cause?.fixes[0]?.summary).toMatch(/may be skipped/)
  })

  it.each<[string, Partial<Parts>]>([
    ['a mapping that has been updating for a minute', {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 60_000})}],
    ['a healthy mapping', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).toEqual([])
  })

  it('needs nothing but the mapping', () => {
    expect(found(off, ['functionMetrics', 'function', 'stream', 'table', 'tableMetrics'])).toEqual(['mapping-disabled'])
  })

  it('is open in a state that AWS added since: its meaning is not known', () => {
    const {causes, open} = weighing({mapping: mapping({state: 'Suspended'})})
    expect(causes).toEqual([])
    expect(open).toContain('mapping-disabled')
  })

  it('is open while the mapping could not be read', () => {
    expect(weighing({}, ['mapping']).open).toContain('mapping-disabled')
  })
})

describe('a mapping that somebody disabled', () => {
  it.each<[string, string | null, Partial<Parts>, (RegExp | string)[], RegExp]>([
    [
      'User action',
      'User action',
      {},
      [/--set Enabled=true$/],
      /^(?!.*LambdaESMDisabled).*ARC Region switch disables the mappings of a passive Region/,
    ],
    ['nobody knows who', null, {}, [/--set Enabled=true$/], /If nobody did, Lambda did: the event LambdaESMDisabled/],
    [
      'while the function is Failed',
      'User action',
      {function: lambdaFunction({state: 'Failed'})},
      [/ > FUNCTION\.json && .* && aws lambda delete-function .* && aws lambda create-function /, /--set Enabled=true$/],
      /delete the function and create it again.* Then enable the mapping/,
    ],
    [
      'while the function is a Failed image',
      'User action',
      {function: lambdaFunction({state: 'Failed', packageType: 'Image'})},
      [/get-function-configuration/, /--set Enabled=true$/],
      /delete it and create it again/,
    ],
    [
      'while the function is Inactive',
      'User action',
      {function: lambdaFunction({state: 'Inactive'})},
      [/--set Enabled=true$/],
      /Check who/,
    ],
    ['while there is no function', null, {function: null}, [/create-function /, /--set Enabled=true$/], /Deploy the function again/],
    [
      'while the role may not read the stream',
      'User action',
      {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'}), streamPolicy: null},
      [/put-role-policy/, /--set Enabled=true$/],
      /Then enable the mapping/,
    ],
    ['while the role may', 'User action', {rolePermissions: rolePermissions(), streamPolicy: null}, [/--set Enabled=true$/], /Check who/],
    [
      'after its stream has gone',
      'User action',
      {stream: null, table: table({latestStreamArn: `${mapping().eventSourceArn}-newer`})},
      [/^ddbstream remap .* --stream latest$/],
      /Map the function to the table's latest stream/,
    ],
  ])('is enabled when nothing stands against it: %s', (_name, stateTransitionReason, parts, commands, summary) => {
    const given = {...off, mapping: mapping({state: 'Disabled', stateTransitionReason, lastModifiedMs: nowMs - 40 * 60_000}), ...parts}
    const cause = weighing(given).causes.find(({id}) => id === 'mapping-disabled')
    expect(cause?.fixes.map(({command}) => command)).toEqual(commands.map(command => expect.stringMatching(command)))
    expect(cause?.fixes[0]?.summary).toMatch(summary)
    expect(/enabling alone does not last/.test(cause?.because.join(' ') ?? '')).toBe(commands.length > 1 || 'stream' in parts)
  })
})

it('is ruled out where another mapping of the function reads the latest stream', () => {
  const newer = `${mapping().eventSourceArn.split('/stream/')[0]}/stream/2026-11-22T10:00:00.000`
  const parts = {...off, stream: null, table: table({latestStreamArn: newer})}
  expect(found(parts)).toContain('mapping-disabled')
  expect(found({...parts, siblings: [mapping({uuid: 'new', eventSourceArn: newer})]})).toEqual([])
})

describe('a mapping that Lambda disabled', () => {
  const byLambda = {...off, mapping: mapping({state: 'Disabled', stateTransitionReason: 'Lambda', lastModifiedMs: nowMs - 40 * 60_000})}
  const enable = expect.stringMatching(/--set Enabled=true$/)
  const permissions = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})

  it.each<[string, Partial<Parts>, RegExp, RegExp]>([
    [
      'a permission',
      {rolePermissions: permissions, streamPolicy: null},
      /may not read the stream/,
      /^aws iam put-role-policy .*GetRecords/,
    ],
    ['the function', {function: null}, /function orders-projector does not exist/, /^aws lambda create-function /],
    [
      'a function that failed',
      {function: lambdaFunction({state: 'Failed', stateReasonCode: 'InvalidImage'})},
      /is Failed \(InvalidImage\)/,
      /^aws lambda get-function-configuration /,
    ],
    ['nothing that is seen', {}, /Lambda disabled the mapping at/, /^aws cloudtrail lookup-events .*LambdaESMDisabled$/],
  ])('names the reason and has it corrected before the mapping is enabled: %s', (_name, parts, words, command) => {
    const [cause] = weighing({...byLambda, ...parts}).causes
    expect(cause?.id).toBe('mapping-disabled')
    expect(cause?.summary).toMatch(words)
    expect(cause?.because.join(' ')).toMatch(/enabling alone does not last/)
    expect(cause?.fixes.map(fix => fix.command)).toEqual([expect.stringMatching(command), enable])
  })

  it('reads the permissions to name the reason', () => {
    expect(weighing(byLambda).onDemand).toContain('rolePermissions')
    expect(weighing(off).onDemand).toEqual(expect.arrayContaining(['rolePermissions', 'streamPolicy']))
    expect(weighing({}).onDemand).not.toContain('rolePermissions')
  })

  it.each(['User action', 'USER_INITIATED', null])('is not told of one that somebody disabled: %s', reason => {
    const [cause] = weighing({...off, mapping: mapping({state: 'Disabled', stateTransitionReason: reason})}).causes
    expect(cause?.fixes.map(({command}) => command)).toEqual([enable])
    expect(cause?.summary).not.toMatch(/Lambda disabled/)
  })
})
