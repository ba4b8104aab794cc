import {AwsFailure, given, type ListEntry, type Operations, type Wire} from './wire.ts'
import type {World} from './world.ts'

/** A service that takes forms and answers in XML. */
export interface QueryService {
  namespace: string
  /** How a list is written. */
  entry: ListEntry
  operations: Operations<URLSearchParams>
}

/** The members of a list in a form: `ActionNames.member.1`, `.2` and so on. */
const list = (form: URLSearchParams, name: string): string[] =>
  [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value)

export const sts = ({place}: World): QueryService => ({
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  entry: 'member',
  operations: {
    GetCallerIdentity: () => ({
      Arn: `arn:${place.partition}:sts::${place.account}:assumed-role/oncall/sam`,
      UserId: 'AROAEXAMPLE:sam',
      Account: place.account,
    }),
  },
})

export function iam({role}: World): QueryService {
  const known = () => {
    if (role?.gone) throw new AwsFailure('NoSuchEntity', 'The role cannot be found.', 404)
  }
  return {
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    entry: 'member',
    operations: {
      SimulatePrincipalPolicy: form => {
        known()
        return {IsTruncated: false, EvaluationResults: simulation(form, given(role?.simulated, 'iam:SimulatePrincipalPolicy'))}
      },
      ListAttachedRolePolicies: () => {
        known()
        const arns = given(role?.attached, 'iam:ListAttachedRolePolicies')
        return {AttachedPolicies: arns.map(PolicyArn => ({PolicyName: PolicyArn.split('/').at(-1), PolicyArn})), IsTruncated: false}
      },
      ListRolePolicies: () => {
        known()
        return {PolicyNames: Object.keys(given(role?.inline, 'iam:ListRolePolicies')), IsTruncated: false}
      },
      GetRolePolicy: form => {
        const [RoleName, PolicyName] = [form.get('RoleName') ?? '', form.get('PolicyName') ?? '']
        const policy = given(role?.inline, 'iam:GetRolePolicy')[PolicyName]
        if (policy === undefined) throw new AwsFailure('NoSuchEntity', `The role policy with name ${PolicyName} cannot be found.`, 404)
        return {RoleName, PolicyName, PolicyDocument: encodeURIComponent(JSON.stringify(policy))}
      },
    },
  }
}

/** Since 2026 one result for each action, the strictest, with a verdict for each resource. */
function simulation(form: URLSearchParams, simulated: NonNullable<NonNullable<World['role']>['simulated']>) {
  const asked = list(form, 'ResourceArns')
  const resources = asked.length === 0 ? ['*'] : asked
  const strictest = ['explicitDeny', 'implicitDeny', 'allowed'] as const
  return list(form, 'ActionNames').map(EvalActionName => {
    const each = resources.map(resource => ({EvalResourceName: resource, EvalResourceDecision: simulated(EvalActionName, resource)}))
    return {
      EvalActionName,
      EvalResourceName: resources[0],
      EvalDecision: strictest.find(verdict => each.some(({EvalResourceDecision}) => EvalResourceDecision === verdict)),
      MatchedStatements: [],
      MissingContextValues: [],
      ResourceSpecificResults: each.map(one => ({...one, MatchedStatements: [], MissingContextValues: []})),
    }
  })
}

export const sns = ({topics}: World): QueryService => ({
  namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  entry: 'entry',
  operations: {
    GetTopicAttributes: form => {
      const topic = given(topics, 'sns:GetTopicAttributes')[form.get('TopicArn') ?? '']
      if (topic === undefined) throw new AwsFailure('NotFound', 'Topic does not exist', 404)
      return {Attributes: Object.entries(topic).map(([key, value]) => ({key, value}))}
    },
  },
})

const ec2Plurals = ['Subnets', 'RouteTables', 'SecurityGroups', 'NetworkAcls', 'NatGateways', 'VpcEndpoints', 'ManagedPrefixLists']

export const ec2 = ({vpc}: World): QueryService => ({
  namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  entry: 'item',
  operations: {
    ...Object.fromEntries(
      ec2Plurals.map(plural => [`Describe${plural}`, () => (given(vpc, `ec2:Describe${plural}`)[plural] ?? {}) as Wire]),
    ),
    DescribeVpcAttribute: form => {
      const attribute = form.get('Attribute') ?? ''
      return {vpcId: form.get('VpcId'), [attribute]: {value: given(vpc, 'ec2:DescribeVpcAttribute')[attribute] ?? true}}
    },
  },
})
