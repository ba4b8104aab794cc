import type {LoggedError} from '../model/evidence/evidence.ts'

/**
 * The kinds of policies that the error of a refused call names as the reason (IAM User Guide, "Troubleshoot access denied error messages"):
 * "because no VPC endpoint policy allows the s3:PutObject action", "with an explicit deny in a service control policy". The longer name
 * comes first where one holds the other.
 */
export const policyKinds = [
  'VPC endpoint policy',
  'service control policy',
  'resource control policy',
  'permissions boundary',
  'session policy',
  'resource-based policy',
  'identity-based policy',
] as const

export type PolicyKind = (typeof policyKinds)[number]

/** The kind of policy that an error names as its reason; null where it names none. */
export function deniedBy(line: string): PolicyKind | null {
  const reason = /because no ([\w -]+?) allows|explicit deny in an? ([\w -]+)/i.exec(line)
  const words = (reason?.[1] ?? reason?.[2] ?? '').toLowerCase()
  return policyKinds.find(kind => words.startsWith(kind.toLowerCase())) ?? null
}

/** Whether an error says that a policy denies the call: then no allow beside it helps. */
export const saysExplicitly = (text: string): boolean => /explicit deny/i.test(text)

/** How a logged call was denied; older evidence has the words of the error alone, which may be cut off. */
export const decisionOf = ({
  deniedExplicitly,
  sample,
}: Pick<LoggedError, 'deniedExplicitly' | 'sample'>): 'explicitDeny' | 'implicitDeny' =>
  (deniedExplicitly ?? saysExplicitly(sample)) ? 'explicitDeny' : 'implicitDeny'
