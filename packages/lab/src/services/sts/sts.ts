import type {AssumeRoleCommandOutput, GetCallerIdentityCommandOutput} from '@aws-sdk/client-sts'
import type {World} from '../../simulation/engine/world.ts'
import {callerArn, callerId} from '../protocol/account.ts'
import {AwsError, queryErrors} from '../protocol/errors.ts'
import {type Answer, operation, type Service} from '../protocol/operation.ts'
import {required, text, whole} from '../protocol/shapes.ts'

const getCallerIdentity = operation({
  action: 'sts:GetCallerIdentity',
  input: {},
  run: (_, {world}): Answer<GetCallerIdentityCommandOutput> => ({UserId: callerId, Account: world.accountId, Arn: callerArn(world)}),
})

/** Whether the role lets principals of this account take it on. */
function trustsAccount({roles, accountId}: World, roleArn: string): boolean {
  const role = [...roles.values()].find(({arn}) => arn === roleArn)
  const principals = (role?.trust.Statement ?? []).flatMap(({Effect, Principal}) =>
    Effect !== 'Allow' ? [] : typeof Principal === 'string' ? [Principal] : [Principal?.AWS ?? []].flat(),
  )
  return principals.some(one => one === '*' || one === accountId || one === `arn:aws:iam::${accountId}:root`)
}

/** The credentials are as good as any here: whoever calls, calls as the same role. */
const assumeRole = operation({
  action: 'sts:AssumeRole',
  input: {
    RoleArn: required(text({min: 20, max: 2048})),
    RoleSessionName: required(text({min: 2, max: 64, pattern: /[\w+=,.@-]*/})),
    DurationSeconds: whole({min: 900, max: 43_200}),
    ExternalId: text({min: 2, max: 1224}),
  },
  resource: ({RoleArn}) => RoleArn,
  run: ({RoleArn, RoleSessionName, DurationSeconds = 3600}, {world}): Answer<AssumeRoleCommandOutput> => {
    if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(RoleArn)) {
      throw new AwsError('ValidationException', `${RoleArn} is invalid`, {code: 'ValidationError'})
    }
    if (!trustsAccount(world, RoleArn)) {
      const words = `User: ${callerArn(world)} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`
      throw new AwsError('AccessDeniedException', words, {status: 403, code: 'AccessDenied'})
    }
    const name = RoleArn.split('/').at(-1) ?? ''
    return {
      Credentials: {
        AccessKeyId: 'ASIALABLABLABLABLAB0',
        SecretAccessKey: 'lab',
        SessionToken: `lab-${RoleSessionName}`,
        Expiration: new Date(world.nowMs + DurationSeconds * 1000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROALAB${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}:${RoleSessionName}`,
        Arn: `arn:aws:sts::${world.accountId}:assumed-role/${name}/${RoleSessionName}`,
      },
    }
  },
})

export const sts: Service = {
  prefix: 'sts',
  errors: queryErrors,
  operations: {GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole},
  query: {version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/'},
}
