import {parsePolicy} from '../../simulation/access/policy-document.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {required, text} from '../protocol/shapes.ts'
import {
  createdOn,
  encoded,
  managedPolicyOf,
  markedPage,
  noSuchEntity,
  paging,
  policyArn,
  policyName,
  roleArn,
  roleName,
  roleOf,
} from './roles.ts'

const aRole = {RoleName: required(roleName)} as const
const anInlinePolicy = {...aRole, PolicyName: required(policyName)} as const
const onRole = ({RoleName}: {RoleName: string}, account: Parameters<typeof roleArn>[1]) => roleArn(RoleName, account)

/** IAM gives an id to each entity: a prefix for its kind, and letters and digits. */
const idOf = (prefix: string, name: string): string =>
  prefix +
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .padEnd(17, 'X')
    .slice(0, 17)

export const getRole = operation({
  action: 'iam:GetRole',
  input: aRole,
  resource: onRole,
  run: ({RoleName}, {world}) => {
    const role = roleOf(world, RoleName)
    return {
      Role: {
        Path: role.arn.slice(role.arn.indexOf('/'), role.arn.lastIndexOf('/') + 1),
        RoleName: role.name,
        RoleId: idOf('AROA', role.name),
        Arn: role.arn,
        CreateDate: createdOn,
        AssumeRolePolicyDocument: encoded(role.trust),
        MaxSessionDuration: 3600,
        // Nobody has used it since IAM began to notice.
        RoleLastUsed: {},
      },
    }
  },
})

export const listAttachedRolePolicies = operation({
  action: 'iam:ListAttachedRolePolicies',
  input: {...aRole, PathPrefix: text({max: 512}), ...paging},
  resource: onRole,
  run: (input, {world}) => {
    const {items, ...rest} = markedPage(roleOf(world, input.RoleName).attached, input)
    return {AttachedPolicies: items.map(({name, arn}) => ({PolicyName: name, PolicyArn: arn})), ...rest}
  },
})

export const listRolePolicies = operation({
  action: 'iam:ListRolePolicies',
  input: {...aRole, ...paging},
  resource: onRole,
  run: (input, {world}) => {
    const {items, ...rest} = markedPage([...roleOf(world, input.RoleName).inline.keys()].sort(), input)
    return {PolicyNames: items, ...rest}
  },
})

export const getRolePolicy = operation({
  action: 'iam:GetRolePolicy',
  input: anInlinePolicy,
  resource: onRole,
  run: ({RoleName, PolicyName}, {world}) => {
    const document = roleOf(world, RoleName).inline.get(PolicyName)
    if (document === undefined) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`)
    return {RoleName, PolicyName, PolicyDocument: encoded(document)}
  },
})

export const putRolePolicy = operation({
  action: 'iam:PutRolePolicy',
  input: {...anInlinePolicy, PolicyDocument: required(text({min: 1, max: 131_072}))},
  resource: onRole,
  run: ({RoleName, PolicyName, PolicyDocument}, {world}) => {
    const role = roleOf(world, RoleName)
    const parsed = parsePolicy(PolicyDocument)
    if ('fault' in parsed) throw new AwsError('MalformedPolicyDocumentException', parsed.fault, {code: 'MalformedPolicyDocument'})
    role.inline.set(PolicyName, parsed.document)
    return {}
  },
})

export const deleteRolePolicy = operation({
  action: 'iam:DeleteRolePolicy',
  input: anInlinePolicy,
  resource: onRole,
  run: ({RoleName, PolicyName}, {world}) => {
    if (!roleOf(world, RoleName).inline.delete(PolicyName)) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`)
    return {}
  },
})

export const attachRolePolicy = operation({
  action: 'iam:AttachRolePolicy',
  input: {...aRole, PolicyArn: required(policyArn)},
  resource: onRole,
  run: ({RoleName, PolicyArn}, {world}) => {
    if (!PolicyArn.startsWith('arn:')) {
      throw new AwsError('ValidationException', 'Invalid ARN:  Could not be parsed!', {code: 'ValidationError'})
    }
    const role = roleOf(world, RoleName)
    const policy = managedPolicyOf(world, PolicyArn)
    if (!role.attached.some(one => one.arn === PolicyArn)) role.attached.push({...policy})
    return {}
  },
})

export const detachRolePolicy = operation({
  action: 'iam:DetachRolePolicy',
  input: {...aRole, PolicyArn: required(policyArn)},
  resource: onRole,
  run: ({RoleName, PolicyArn}, {world}) => {
    const role = roleOf(world, RoleName)
    if (!role.attached.some(one => one.arn === PolicyArn)) throw noSuchEntity(`Policy ${PolicyArn} was not found.`)
    role.attached = role.attached.filter(one => one.arn !== PolicyArn)
    return {}
  },
})

export const getPolicy = operation({
  action: 'iam:GetPolicy',
  input: {PolicyArn: required(policyArn)},
  resource: ({PolicyArn}) => PolicyArn,
  run: ({PolicyArn}, {world}) => {
    const {name, arn} = managedPolicyOf(world, PolicyArn)
    const users = [...world.roles.values()].filter(role => role.attached.some(policy => policy.arn === arn))
    return {
      Policy: {
        PolicyName: name,
        PolicyId: idOf('ANPA', name),
        Arn: arn,
        Path: arn.slice(arn.indexOf('policy/') + 6, arn.lastIndexOf('/') + 1),
        DefaultVersionId: 'v1',
        AttachmentCount: users.length,
        PermissionsBoundaryUsageCount: 0,
        IsAttachable: true,
        CreateDate: createdOn,
        UpdateDate: createdOn,
      },
    }
  },
})

export const getPolicyVersion = operation({
  action: 'iam:GetPolicyVersion',
  input: {PolicyArn: required(policyArn), VersionId: required(text({pattern: /v[1-9][0-9]*(\.[A-Za-z0-9-]*)?/}))},
  resource: ({PolicyArn}) => PolicyArn,
  run: ({PolicyArn, VersionId}, {world}) => {
    const {document} = managedPolicyOf(world, PolicyArn)
    if (VersionId !== 'v1') throw noSuchEntity(`Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`)
    return {PolicyVersion: {Document: encoded(document), VersionId, IsDefaultVersion: true, CreateDate: createdOn}}
  },
})
