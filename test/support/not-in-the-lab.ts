/**
 * Printed requests that the hand-made lab of the tests cannot carry out, by service and operation, with the reason and its answer
 * instead. Whatever else fails is a command that cannot work.
 */
export const notInTheLab: Readonly<Record<string, {why: string; answers: RegExp}>> = {
  'cloudtrail lookup-events': {why: 'The lab has no CloudTrail.', answers: /not in the lab/},
  'organizations list-policies-for-target': {why: 'The lab has no organization.', answers: /not in the lab/},
  'service-quotas request-service-quota-increase': {why: 'The lab has no Service Quotas.', answers: /not in the lab/},
  'lambda create-function': {
    why: 'The account of one has no code to run; that of function-unavailable is followed in test/accuracy/advice.test.ts.',
    answers: /^InvalidParameterValue/,
  },
  'lambda update-function-code': {why: 'The lab runs no other code.', answers: /^UnknownOperation/},
  'lambda delete-provisioned-concurrency-config': {why: 'The lab only lists provisioned concurrency.', answers: /^UnknownOperation/},
  'lambda put-runtime-management-config': {
    why: 'The logs of the tests name runtime versions that the lab does not have; those of runtime-updated are followed in test/accuracy/advice.test.ts.',
    answers: /^(InvalidParameterValue|ResourceNotFound)/,
  },
  'logs describe-subscription-filters': {why: 'The lab has no subscriptions.', answers: /^UnknownOperation/},
  'pipes stop-pipe': {why: 'The account of one has no pipe.', answers: /^NotFound/},
  'iam delete-role-policy': {
    why: 'The role of the tests has no such policy; that of access-denied is followed in test/accuracy/advice.test.ts.',
    answers: /^NoSuchEntity/,
  },
  'kms cancel-key-deletion': {why: 'The lab deletes no key.', answers: /^UnknownOperation/},
  'iam create-role': {why: 'The lab makes no role.', answers: /^InvalidAction/},
  // The network of an account of one is empty; that of the incidents is followed in test/accuracy/advice.test.ts.
  'ec2 create-route': {why: 'The account of one has no VPC.', answers: /NotFound/},
  'ec2 replace-route': {why: 'As above.', answers: /NotFound/},
  'ec2 modify-vpc-attribute': {why: 'As above.', answers: /NotFound/},
  'ec2 modify-vpc-endpoint': {why: 'As above.', answers: /NotFound/},
  'ec2 create-vpc-endpoint': {why: 'As above.', answers: /NotFound/},
  'ec2 create-network-acl-entry': {why: 'As above.', answers: /NotFound/},
  'ec2 authorize-security-group-egress': {why: 'As above.', answers: /NotFound/},
  'dynamodb update-table': {why: 'The lab changes the stream of a table alone.', answers: /^ValidationException: At least one of/},
  'dynamodb get-resource-policy': {why: 'No stream of the lab has a policy of its own.', answers: /^PolicyNotFound/},
}
