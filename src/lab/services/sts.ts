import type {GetCallerIdentityCommandOutput} from '@aws-sdk/client-sts'
import {callerArn, callerId} from './account.ts'
import {queryErrors} from './errors.ts'
import {type Answer, operation, type Service} from './operation.ts'

const getCallerIdentity = operation({
  action: 'sts:GetCallerIdentity',
  input: {},
  run: (_, {world}): Answer<GetCallerIdentityCommandOutput> => ({UserId: callerId, Account: world.accountId, Arn: callerArn(world)}),
})

export const sts: Service = {
  prefix: 'sts',
  errors: queryErrors,
  operations: {GetCallerIdentity: getCallerIdentity},
  query: {version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/'},
}
