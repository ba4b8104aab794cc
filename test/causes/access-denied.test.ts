import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, type Parts, published, table} from '../support/evidence.ts'
import {customerKey, loggedOf, rolePermissions} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const failing: Partial<Parts> = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked)}
const unread: Partial<Parts> = {functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null))}
const denied = loggedOf('access-denied', {
  sample: 'User: orders-projector is not authorized to perform: dynamodb:GetItem on resource: orders',
  deniedAction: 'dynamodb:GetItem',
  deniedResource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
})

const withoutKey = {
  ...rolePermissions(),
  results: [
    ...rolePermissions().results,
    {purpose: 'key' as const, action: 'kms:Decrypt', resource: customerKey().arn, decision: 'implicitDeny'},
  ],
}

const silent = rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})
const streamPolicy = (Effect: string, more: object = {}) =>
  JSON.stringify({Statement: [{Effect, Principal: {AWS: silent.role}, Action: 'dynamodb:*', Resource: '*', ...more}]})
const conditions = {Condition: {StringEquals: {'aws:PrincipalTag/team': 'orders'}}}

describe('the policy of the stream', () => {
  it('lets the role in by itself', () => {
    expect(found({...unread, rolePermissions: silent, streamPolicy: streamPolicy('Allow')})).not.toContain('access-denied')
  })

  it.each<[string, Partial<Parts>, number, RegExp]>([
    ['was not read', {}, 0.75, /^The policy of the stream, which may allow it, was not read\.$/],
    ['lets it in under conditions', {streamPolicy: streamPolicy('Allow', conditions)}, 0.5, /under conditions, which are not evaluated\.$/],
  ])('takes from the confidence where it %s', (_, given, confidence, against) => {
    const [cause] = weighing({...unread, rolePermissions: silent, ...given}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence, against: [expect.stringMatching(against)]})
    expect(cause?.settledBy).toMatch(/aws dynamodb get-resource-policy --region us-east-1 --resource-arn arn:/)
  })

  it('denies an action that the role allows', () => {
    const [cause] = weighing({...unread, rolePermissions: rolePermissions(), streamPolicy: streamPolicy('Deny')}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.97})
    expect(cause?.because[0]).toMatch(/^The resource policy of the stream denies dynamodb:GetRecords, .* on arn:aws:dynamodb/)
    expect(cause?.fixes[0]?.command).toMatch(/^aws dynamodb get-resource-policy/)
  })

  it('is asked for while nothing is delivered', () => {
    expect(weighing(unread).onDemand).toContain('streamPolicy')
  })
})

describe('a delivery that is seen', () => {
  const young = functionMetrics(ago => (ago > 5 ? null : 100))
  it.each<[string, Partial<Parts>]>([
    ['of a mapping that works', {}],
    ['that is too young to have a lag', {functionMetrics: young}],
    ['whose batches all fail', {functionMetrics: {...young, 'Errors.Sum': published(ago => (ago > 5 ? null : 60))}}],
  ])('rules a missing permission out: %s', (_, parts) => {
    for (const decision of ['implicitDeny', 'explicitDeny'])
      expect(found({...parts, rolePermissions: rolePermissions({'dynamodb:GetRecords': decision}), streamPolicy: null})).not.toContain(
        'access-denied',
      )
  })

  it.each<[string, Partial<Parts>, number]>([
    ['by another caller', {functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null), {'Invocations.Sum': published(() => 2)})}, 0.25],
    ['by another mapping, perhaps', {functionMetrics: young, siblings: [mapping({uuid: 'other', eventSourceArn: 'arn:other'})]}, 0.6],
  ])('speaks against it: %s', (_, parts, confidence) => {
    const cause = weighing({...parts, rolePermissions: silent, streamPolicy: null}).causes.find(({id}) => id === 'access-denied')
    expect(cause).toMatchObject({confidence, against: [expect.any(String)]})
  })
})

describe('AWS reports that it cannot access the stream', () => {
  const stream = mapping().eventSourceArn
  const report = `PROBLEM: Cannot access stream ${stream}. Please ensure the role can perform the GetRecords Action.`
  const reported: Partial<Parts> = {...unread, mapping: mapping({lastProcessingResult: report})}
  const elsewhere = stream.replace('123456789012', '999999999999')
  const ofAnother: Partial<Parts> = {...unread, mapping: mapping({lastProcessingResult: report, eventSourceArn: elsewhere})}

  it.each<[string, Partial<Parts>, number, RegExp, RegExp]>([
    [
      'the role seems to be allowed',
      {...reported, rolePermissions: rolePermissions(), streamPolicy: null},
      0.75,
      /^aws dynamodb get-resource-policy/,
      /role may read the stream/,
    ],
    [
      'the role was not read',
      reported,
      0.9,
      /^aws iam put-role-policy .*DescribeStream.*GetRecords.*GetShardIterator/,
      /policies of the role were not read/,
    ],
  ])('and %s', (_, given, confidence, command, against) => {
    const [cause] = weighing(given).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence, against: [expect.stringMatching(against)]})
    expect(cause?.because[0]).toContain(report)
    expect(cause?.fixes.map(fix => fix.command)).toEqual([expect.stringMatching(command)])
  })

  it('of another account, whose table nobody here may read: the stream needs a policy', () => {
    const {causes} = weighing(ofAnother, ['table', 'stream', 'tableMetrics'])
    expect(causes[0]).toMatchObject({id: 'access-denied', confidence: 0.9})
    expect(causes[0]?.because[1]).toBe(
      'The stream belongs to account 999999999999, the role to account 123456789012: the resource policy of the stream must also allow it.',
    )
    expect(causes[0]?.fixes[0]?.command).toMatch(/^aws dynamodb get-resource-policy .*:999999999999:/)
  })

  it('is no cause once a batch is delivered', () => {
    expect(found({mapping: mapping({lastProcessingResult: report})})).not.toContain('access-denied')
  })

  it('and of another problem it is not about the stream', () => {
    const failed = mapping({lastProcessingResult: 'PROBLEM: Function call failed'})
    expect(found({...unread, mapping: failed, rolePermissions: rolePermissions(), streamPolicy: null})).not.toContain('access-denied')
  })
})

describe('a denial that the error puts down to another policy', () => {
  it.each([
    ['VPC endpoint policy', /^aws ec2 describe-vpc-endpoints --region us-east-1 .*Values=\*\.dynamodb'/],
    ['service control policy', /^aws organizations list-policies-for-target .*SERVICE_CONTROL_POLICY/],
    ['resource control policy', /RESOURCE_CONTROL_POLICY/],
    ['permissions boundary', /Role\.PermissionsBoundary/],
    ['session policy', /^aws iam get-role/],
    ['resource-based policy', /Role\.Arn/],
    ['identity-based policy', /^aws iam put-role-policy/],
  ])('%s', (by, command) => {
    const logErrors = {...denied, errors: denied.errors.map(error => ({...error, deniedBy: by}))}
    const [cause] = weighing({...failing, logErrors}).causes
    expect(cause?.id).toBe('access-denied')
    expect(cause?.fixes[0]?.command).toMatch(command)
    expect(cause?.because.join(' ').includes(`a ${by}`)).toBe(by !== 'identity-based policy')
  })
})

it.each([
  [
    'the error says so, in words that are cut off',
    {deniedExplicitly: true, sample: 'AccessDeniedException: User … with an explicit de…'},
    /list-role-policies/,
  ],
  ['older evidence has the words alone', {sample: 'AccessDeniedException: User … with an explicit deny'}, /list-role-policies/],
  ['the error says that nothing allows it', {deniedExplicitly: false, sample: 'AccessDeniedException: User …'}, /put-role-policy/],
])('an explicit denial is not answered with an allow: %s', (_, given, command) => {
  const logErrors = {...denied, errors: denied.errors.map(error => ({...error, ...given}))}
  expect(weighing({...failing, logErrors}).causes[0]?.fixes[0]?.command).toMatch(command)
})

describe('a table that DynamoDB has no key for', () => {
  const closed = (tableStatus: string, kmsKeyArn: string | null = customerKey().arn): Partial<Parts> => ({
    table: table({tableStatus, kmsKeyArn}),
  })

  it.each<[string, Partial<Parts>, RegExp]>([
    ['is told, with the key that is off', {tableKey: customerKey({state: 'Disabled'})}, /^aws kms enable-key/],
    ['is told, with a key that is on: its policy may be the reason', {tableKey: customerKey()}, /^aws kms describe-key/],
  ])('%s', (_, given, command) => {
    const [cause] = weighing({...closed('INACCESSIBLE_ENCRYPTION_CREDENTIALS'), ...given}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.97})
    expect(cause?.fixes[0]?.command).toMatch(command)
  })

  it('waits for the readable part of the key', () => {
    expect(weighing(closed('INACCESSIBLE_ENCRYPTION_CREDENTIALS')).onDemand).toContain('tableKey')
  })

  it('is told when it is archived, with its backup', () => {
    const [cause] = weighing({...closed('ARCHIVED'), tableKey: customerKey()}).causes
    expect(cause?.fixes[0]?.command).toMatch(/^aws dynamodb describe-table .*ArchivalSummary/)
  })

  it.each(['ACTIVE', 'UPDATING', 'ARCHIE'])('is none while the table is %s', tableStatus => {
    expect(found({...closed(tableStatus), tableKey: customerKey()})).not.toContain('access-denied')
  })
})

describe('access-denied', () => {
  it('is found when the role may not read the stream, with the statement that gives it back', () => {
    const [cause] = weighing({...unread, rolePermissions: silent, streamPolicy: null}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.97, against: []})
    expect(cause?.because.join(' ')).toMatch(/dynamodb:GetRecords on arn:aws:dynamodb.* is denied because no policy of the role allows it/)
    expect(cause?.fixes[0]?.command).toMatch(/put-role-policy --role-name orders-projector .*dynamodb:GetRecords/)
  })

  it('makes a role that is gone again, under the same ARN', () => {
    const gone = {role: 'arn:aws:iam::123456789012:role/service-role/orders', exists: false, results: []}
    const [cause] = weighing({...unread, rolePermissions: gone}).causes
    expect(cause?.fixes[0]?.command).toMatch(/^aws iam create-role --path \/service-role\/ --role-name orders .*lambda\.amazonaws\.com/)
  })

  it('makes no policy of an error that names no action', () => {
    const nameless = loggedOf('access-denied', {sample: 'AccessDenied: Access Denied', deniedAction: null, deniedResource: null})
    const [cause] = weighing({...failing, logErrors: nameless}).causes
    expect(cause?.summary).toContain('because a call of the function is denied.')
    expect(cause?.fixes[0]?.command).toMatch(/^ddbstream errors /)
  })

  it('advises no allow where a policy denies', () => {
    const [cause] = weighing({...unread, rolePermissions: rolePermissions({'dynamodb:GetRecords': 'explicitDeny'})}).causes
    expect(cause?.fixes[0]?.command).toMatch(/list-role-policies/)
  })

  it('is found as a possibility when only the key of the table is not allowed, with the evidence that confirms it', () => {
    const [cause] = weighing({...unread, rolePermissions: withoutKey}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.55, settledBy: expect.stringContaining('aws kms get-key-policy')})
    expect(found({rolePermissions: withoutKey})).toEqual([])
  })

  it.each([
    ['leaves it to the role', {}, 0.9, /list-grants/],
    [
      'names the role',
      {policy: `{"Statement":{"Effect":"Allow","Principal":{"AWS":"${rolePermissions().role}"},"Action":"kms:*"}}`},
      0.55,
      /get-key-policy/,
    ],
    ['is of another account', {policy: null}, 0.55, /get-key-policy/],
  ])('is found when the key of the table is not allowed, and its policy %s', (_how, given, confidence, settledBy) => {
    const [cause] = weighing({...unread, rolePermissions: withoutKey, tableKey: customerKey(given)}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence, settledBy: expect.stringMatching(settledBy)})
    expect(cause?.fixes[0]?.command).toMatch(/put-role-policy .*kms:Decrypt/)
  })

  it.each([
    ['lets in others alone', 'Allow', 'arn:aws:iam::123456789012:role/admin', /neither to the role nor to its account/],
    ['denies', 'Deny', '*', /denies kms:Decrypt/],
  ])('is found when the role may use the key of the table, and the policy of the key %s', (_how, effect, principal, words) => {
    const results = withoutKey.results.map(one => ({...one, decision: 'allowed'}))
    const policy = JSON.stringify({Statement: [{Effect: effect, Principal: {AWS: principal}, Action: 'kms:*', Resource: '*'}]})
    const [cause] = weighing({...unread, rolePermissions: {...withoutKey, results}, tableKey: customerKey({policy})}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.9, because: expect.arrayContaining([expect.stringMatching(words)])})
    expect(cause?.fixes[0]?.command).toMatch(/^aws kms get-key-policy/)
  })

  it.each([
    ['Disabled', /which is Disabled/],
    [null, /which does not exist/],
  ])('is found when the key of the table is %s', (state, words) => {
    const [cause] = weighing({...unread, rolePermissions: rolePermissions(), tableKey: customerKey({state})}).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.95})
    expect(cause?.because[0]).toMatch(words)
    expect(found({rolePermissions: rolePermissions(), tableKey: customerKey({state})})).toEqual([])
  })

  it('is found when the role is gone', () => {
    expect(found({...unread, rolePermissions: {...rolePermissions(), exists: false, results: []}})).toEqual(['access-denied'])
  })

  it('is found when the handler is denied, with the action', () => {
    const [cause] = weighing({...failing, logErrors: denied}).causes
    expect(cause?.id).toBe('access-denied')
    expect(cause?.summary).toMatch(/100 %.*may not call dynamodb:GetItem/)
  })

  it('asks for permissions when nothing is delivered, and for the log when everything fails', () => {
    expect(weighing(unread).onDemand).toEqual(expect.arrayContaining(['rolePermissions']))
    expect(weighing(failing).onDemand).toEqual(expect.arrayContaining(['logErrors']))
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {rolePermissions: rolePermissions({'dynamodb:GetRecords': 'implicitDeny'})}],
    ['ListStreams alone', {...unread, rolePermissions: rolePermissions({'dynamodb:ListStreams': 'implicitDeny'})}],
    ['a verdict that hangs on conditions', {...unread, rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'})}],
    ['another error in the log', {...failing, logErrors: loggedOf('exception')}],
    ['a mapping that is off', {...unread, mapping: mapping({state: 'Disabled'})}],
    ['a function that is switched off', {...unread, function: lambdaFunction({reservedConcurrency: 0})}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('access-denied')
  })

  it('is open when the verdict hangs on conditions, and nothing is delivered', () => {
    expect(weighing({...unread, rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'})}).open).toContain('access-denied')
    expect(weighing({rolePermissions: rolePermissions({'dynamodb:GetRecords': 'undetermined'})}).open).not.toContain('access-denied')
  })

  it('is open while nothing is delivered and the key of the table could not be judged', () => {
    const allowed = {...withoutKey, results: withoutKey.results.map(one => ({...one, decision: 'allowed'}))}
    expect(weighing({...unread, rolePermissions: allowed, tableKey: customerKey()}, ['tableKey']).open).toContain('access-denied')
    expect(weighing({...unread, rolePermissions: allowed, tableKey: customerKey({policy: null})}).open).toContain('access-denied')
    expect(weighing({...unread, rolePermissions: allowed, tableKey: customerKey()}).open).not.toContain('access-denied')
  })

  it('is found by a key that is off where the role could not be simulated', () => {
    const [cause] = weighing({...unread, tableKey: customerKey({state: 'Disabled'})}, ['rolePermissions']).causes
    expect(cause).toMatchObject({id: 'access-denied', confidence: 0.95})
  })

  it('is open when the permissions could not be read', () => {
    expect(weighing(unread, ['rolePermissions']).open).toContain('access-denied')
  })
})
