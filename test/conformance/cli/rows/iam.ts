import {expect} from 'vitest'
import type {Row} from '../row.ts'

const simulate = 'iam simulate-principal-policy --policy-source-arn {role}'
const decision = (action: string, verdict: string) => ({EvalActionName: action, EvalDecision: verdict})

const managed = 'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'
const policy = {Version: '2012-10-17', Statement: [{Sid: 'Invented', Effect: 'Allow', Action: ['sns:Publish'], Resource: '*'}]}
const put = 'iam put-role-policy --role-name {roleName} --policy-name conformance --policy-document {document}'

const changes: Row[] = [
  {aws: put, with: {document: JSON.stringify(policy)}, answers: null},
  {aws: 'iam list-role-policies --role-name {roleName}', answers: {PolicyNames: expect.arrayContaining(['conformance'])}},
  {
    aws: 'iam get-role-policy --role-name {roleName} --policy-name conformance',
    answers: {PolicyName: 'conformance', PolicyDocument: policy},
  },
  {aws: `${simulate} --action-names sns:Publish`, answers: {EvaluationResults: [decision('sns:Publish', 'allowed')]}},
  {aws: put, with: {document: '{"Statement":'}, refused: 'MalformedPolicyDocument'},
  {aws: 'iam delete-role-policy --role-name {roleName} --policy-name conformance', answers: null},
  {aws: 'iam delete-role-policy --role-name {roleName} --policy-name conformance', refused: 'NoSuchEntity'},
  {aws: `${simulate} --action-names sns:Publish`, answers: {EvaluationResults: [decision('sns:Publish', 'implicitDeny')]}},
  {aws: `iam attach-role-policy --role-name {roleName} --policy-arn ${managed}`, answers: null},
  {
    aws: 'iam list-attached-role-policies --role-name {roleName}',
    answers: {AttachedPolicies: expect.arrayContaining([{PolicyName: 'AWSLambdaDynamoDBExecutionRole', PolicyArn: managed}])},
  },
  {
    aws: `iam get-policy --policy-arn ${managed}`,
    answers: {Policy: {Arn: managed, PolicyName: 'AWSLambdaDynamoDBExecutionRole'}},
    keep: {policyVersion: 'Policy.DefaultVersionId'},
  },
  {
    aws: `iam get-policy-version --policy-arn ${managed} --version-id {policyVersion}`,
    answers: {
      PolicyVersion: {
        IsDefaultVersion: true,
        Document: {Statement: [{Effect: 'Allow', Action: expect.arrayContaining(['dynamodb:GetRecords']), Resource: '*'}]},
      },
    },
  },
  {aws: `iam detach-role-policy --role-name {roleName} --policy-arn ${managed}`, answers: null},
  {aws: `iam detach-role-policy --role-name {roleName} --policy-arn ${managed}`, refused: 'NoSuchEntity'},
  {aws: 'iam attach-role-policy --role-name {roleName} --policy-arn arn:aws:iam::aws:policy/no-such', refused: 'NoSuchEntity'},
]

export const iamRows: readonly Row[] = [
  {
    aws: 'sts get-caller-identity',
    answers: {
      Account: expect.stringMatching(/^\d{12}$/),
      UserId: expect.any(String),
      Arn: expect.stringMatching(/^arn:aws:sts::\d{12}:assumed-role\//),
    },
    keep: {caller: 'Arn'},
  },
  {aws: 'lambda get-function-configuration --function-name {function}', keep: {role: 'Role', roleName: 'Role/'}},
  {aws: 'lambda get-event-source-mapping --uuid {mapping}', keep: {stream: 'EventSourceArn'}},
  // The trust policy is URL-encoded JSON on the wire, which the CLI decodes.
  {
    aws: 'iam get-role --role-name {roleName}',
    answers: {
      Role: {
        RoleName: expect.any(String),
        Arn: expect.stringMatching(/^arn:aws:iam::\d{12}:role\//),
        RoleId: expect.stringMatching(/^AROA/),
        CreateDate: expect.any(String),
        AssumeRolePolicyDocument: {Statement: [{Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'}]},
      },
    },
  },
  {aws: 'iam get-role --role-name no-such', refused: 'NoSuchEntity', saying: /^The role with name no-such cannot be found/},
  {aws: 'iam list-attached-role-policies --role-name {roleName}', answers: {AttachedPolicies: expect.any(Array)}},
  {aws: 'iam list-role-policies --role-name {roleName}', answers: {PolicyNames: expect.any(Array)}},
  {aws: 'iam list-role-policies --role-name no-such', refused: 'NoSuchEntity'},
  {aws: 'iam get-role-policy --role-name {roleName} --policy-name no-such', refused: 'NoSuchEntity'},
  {aws: 'iam get-policy --policy-arn arn:aws:iam::aws:policy/no-such', refused: 'NoSuchEntity'},
  {
    aws: `${simulate} --action-names dynamodb:GetRecords dynamodb:DescribeStream iam:DeleteUser --resource-arns {stream}`,
    answers: {
      EvaluationResults: [
        decision('dynamodb:GetRecords', 'allowed'),
        decision('dynamodb:DescribeStream', 'allowed'),
        decision('iam:DeleteUser', 'implicitDeny'),
      ],
    },
  },
  // Real answers of AWS to both, in transcripts of the CLI.
  {
    aws: 'iam simulate-principal-policy --policy-source-arn {caller} --action-names dynamodb:GetRecords',
    refused: 'InvalidInput',
    saying: /^Invalid Entity Arn: arn:aws:sts::/,
  },
  {
    aws: 'iam simulate-principal-policy --policy-source-arn arn:aws:iam::{account}:role/no-such --action-names dynamodb:GetRecords',
    refused: 'NoSuchEntity',
  },
  ...changes,
]
