import {type AccessRequest, type Decision, type Judgement, judge} from '../../simulation/access/permissions.ts'
import {parsePolicy} from '../../simulation/access/policy-document.ts'
import type {LabRole, PolicyDocument} from '../../simulation/access/roles.ts'
import type {World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {type Input, list, oneOf, required, structure, text} from '../protocol/shapes.ts'
import {markedPage, noSuchEntity, paging} from './roles.ts'

const policyText = text({min: 1, max: 131_072})

const input = {
  PolicySourceArn: required(text({min: 20, max: 2048})),
  PolicyInputList: list(policyText),
  PermissionsBoundaryPolicyInputList: list(policyText),
  ActionNames: required(list(text({min: 3, max: 128}))),
  ResourceArns: list(text({min: 1, max: 2048})),
  ResourcePolicy: policyText,
  ResourceOwner: text({min: 1, max: 2048}),
  CallerArn: text({min: 1, max: 2048}),
  ContextEntries: list(
    structure({
      ContextKeyName: text({min: 5, max: 256}),
      ContextKeyValues: list(text()),
      ContextKeyType: oneOf(
        ...(['string', 'stringList', 'numeric', 'numericList', 'boolean', 'booleanList', 'ip', 'ipList'] as const),
        ...(['binary', 'binaryList', 'date', 'dateList'] as const),
      ),
    }),
  ),
  ResourceHandlingOption: text({min: 1, max: 64}),
  ...paging,
} as const
type Request = Input<typeof input>

const invalid = (message: string): AwsError => new AwsError('InvalidInputException', message, {code: 'InvalidInput'})

interface Named {
  id: string
  type: 'IAM Policy' | 'Role Policy' | 'User Supplied'
  document: PolicyDocument
}

function roleAt(world: World, arn: string): LabRole {
  if (!/^arn:aws:iam::\d{12}:(role|user|group)\//.test(arn)) {
    throw invalid(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`)
  }
  const role = [...world.roles.values()].find(one => one.arn === arn)
  if (role === undefined) throw noSuchEntity(`Invalid Entity Arn: ${arn} does not exist.`)
  return role
}

function supplied(texts: readonly string[] = []): Named[] {
  return texts.map((json, i) => {
    const parsed = parsePolicy(json)
    if ('fault' in parsed) throw invalid(`Invalid Input Policy ${i + 1}: ${parsed.fault}`)
    return {id: `PolicyInputList.${i + 1}`, type: 'User Supplied' as const, document: parsed.document}
  })
}

const policiesFor = (role: LabRole): Named[] => [
  ...[...role.inline].map(([id, document]) => ({id: `role_${role.name}_${id}`, type: 'Role Policy' as const, document})),
  ...role.attached.map(({name, document}) => ({id: name, type: 'IAM Policy' as const, document})),
]

/** Statements have no line of their own here: the positions are those of the whole document. */
const matchedStatements = (policies: readonly Named[], {matched}: Judgement) =>
  matched.map(({policy}) => ({
    SourcePolicyId: policies[policy]?.id,
    SourcePolicyType: policies[policy]?.type,
    StartPosition: {Line: 1, Column: 1},
    EndPosition: {Line: 1, Column: JSON.stringify(policies[policy]?.document ?? {}).length},
  }))

const strictness: readonly Decision[] = ['allowed', 'implicitDeny', 'explicitDeny']
const strictest = (decisions: readonly Decision[]): Decision =>
  strictness[Math.max(...decisions.map(one => strictness.indexOf(one)))] ?? 'implicitDeny'

interface Judged {
  resource: string
  decision: Decision
  boundaryAllows: boolean
  told: Judgement
}

/** Within a permissions boundary, only actions that both allow are allowed (IAM User Guide, "Permissions boundaries"). */
function judged(policies: readonly Named[], boundary: readonly Named[], request: AccessRequest): Judged {
  const documents = (named: readonly Named[]) => named.map(one => one.document)
  const told = judge(documents(policies), request)
  const limit: Decision = boundary.length === 0 ? 'allowed' : judge(documents(boundary), request).decision
  return {resource: request.resource, decision: strictest([told.decision, limit]), boundaryAllows: limit === 'allowed', told}
}

/** One result for each action, over all resources; those of each resource stand inside it (IAM API reference, since 2026). */
function evaluate(action: string, request: Request, policies: readonly Named[], boundary: readonly Named[]) {
  if (!/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action)) throw invalid(`Invalid Action Name: ${action}`)
  const context = Object.fromEntries(
    (request.ContextEntries ?? []).map(({ContextKeyName = '', ContextKeyValues = []}) => [ContextKeyName, ContextKeyValues]),
  )
  const resources = request.ResourceArns ?? ['*']
  const all = resources.map(resource => judged(policies, boundary, {action, resource, context}))
  const missing = [...new Set(all.flatMap(one => one.told.missingContext))]
  const withBoundary = ({boundaryAllows}: {boundaryAllows: boolean}) =>
    boundary.length === 0 ? {} : {PermissionsBoundaryDecisionDetail: {AllowedByPermissionsBoundary: boundaryAllows}}
  const [only] = resources
  return {
    EvalActionName: action,
    EvalResourceName: resources.length === 1 ? only : '*',
    EvalDecision: strictest(all.map(one => one.decision)),
    MatchedStatements: all.flatMap(one => matchedStatements(policies, one.told)),
    MissingContextValues: missing,
    EvalDecisionDetails: {},
    // The account belongs to an organization, which limits nothing.
    OrganizationsDecisionDetail: {AllowedByOrganizations: true},
    ...withBoundary({boundaryAllows: all.every(one => one.boundaryAllows)}),
    ResourceSpecificResults: all.map(one => ({
      EvalResourceName: one.resource,
      EvalResourceDecision: one.decision,
      MatchedStatements: matchedStatements(policies, one.told),
      MissingContextValues: one.told.missingContext,
      ...withBoundary(one),
    })),
  }
}

/** Judges by the role's own policies and those handed in. Resource policies are not fetched, and for roles not simulated. */
export const simulatePrincipalPolicy = operation({
  action: 'iam:SimulatePrincipalPolicy',
  input,
  resource: ({PolicySourceArn}) => PolicySourceArn,
  run: (request, {world}) => {
    const role = roleAt(world, request.PolicySourceArn)
    if (request.ResourcePolicy !== undefined) throw invalid('Simulating resource policies is not supported for IAM roles.')
    const policies = [...policiesFor(role), ...supplied(request.PolicyInputList)]
    const boundary = supplied(request.PermissionsBoundaryPolicyInputList)
    const {items, ...rest} = markedPage(request.ActionNames, request)
    return {EvaluationResults: items.map(action => evaluate(action, request, policies, boundary)), ...rest}
  },
})
