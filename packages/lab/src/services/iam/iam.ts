import {AwsError, type CommonErrors, queryErrors} from '../protocol/errors.ts'
import type {Service} from '../protocol/operation.ts'
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getPolicy,
  getPolicyVersion,
  getRole,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  putRolePolicy,
} from './policies.ts'
import {simulatePrincipalPolicy} from './simulate.ts'

const errors: CommonErrors = {
  ...queryErrors,
  internal: (message = 'The request processing has failed because of an unknown error, exception or failure.') =>
    new AwsError('ServiceFailureException', message, {status: 500, code: 'ServiceFailure'}),
}

export const iam: Service = {
  prefix: 'iam',
  errors,
  operations: {
    GetRole: getRole,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListRolePolicies: listRolePolicies,
    GetRolePolicy: getRolePolicy,
    PutRolePolicy: putRolePolicy,
    DeleteRolePolicy: deleteRolePolicy,
    AttachRolePolicy: attachRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    SimulatePrincipalPolicy: simulatePrincipalPolicy,
  },
  query: {version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/'},
}
