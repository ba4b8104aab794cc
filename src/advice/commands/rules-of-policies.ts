import {isPlaceholder, type Rule} from './command-rule.ts'

/** The inline policies of a role have 10,240 characters together, blanks apart (IAM User Guide, "IAM and AWS STS quotas"). */
const mostInline = 10_240

/** IAM API reference, "PutRolePolicy". */
const rolePolicy: Rule = ({service, operation, options}) => {
  if (service !== 'iam' || operation !== 'put-role-policy') return null
  const {'policy-document': document = '', 'policy-name': name = ''} = options
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) return {why: `${name} is not the name of a policy.`}
  if (document.replaceAll(/\s/g, '').length > mostInline)
    return {
      why: `The statement has more than the ${mostInline.toLocaleString('en-US')} characters that the inline policies of a role may have.`,
    }
  return null
}

/** The name of a role without its path (IAM API reference, "RoleName"). */
const roleName: Rule = ({service, options}) => {
  const name = options['role-name']
  return service !== 'iam' || name === undefined || isPlaceholder(name) || /^[\w+=,.@-]{1,64}$/.test(name)
    ? null
    : {why: `${name} is not the name of a role.`}
}

/** Lowercase, 3 to 63 characters; us-east-1 takes no LocationConstraint (S3 User Guide, "Bucket naming rules"; API reference, "CreateBucket"). */
const bucket: Rule = ({service, operation, options}) => {
  if (service !== 's3api' || operation !== 'create-bucket') return null
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(options.bucket ?? '')) return {why: `${options.bucket} is not the name of a bucket.`}
  return options['create-bucket-configuration']?.includes('us-east-1') ? {why: 'S3 accepts no LocationConstraint of us-east-1.'} : null
}

/** Rule numbers of a network ACL (EC2 API reference, "CreateNetworkAclEntry"). */
const aclNumber: Rule = ({service, operation, options}) => {
  const value = Number(options['rule-number'])
  return service === 'ec2' && operation === 'create-network-acl-entry' && !(value >= 1 && value <= 32_766)
    ? {why: 'A rule of a network ACL has a number of 1 to 32,766.'}
    : null
}

export const policyRules: readonly Rule[] = [rolePolicy, roleName, bucket, aclNumber]
