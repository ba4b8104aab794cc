import {allowing, putPolicy} from '../../advice/access/policy-statement.ts'
import {openStream, showStreamPolicy} from '../../advice/access/stream-access.ts'
import type {Present} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {lagLines} from './lines.ts'

const text = {
  summary: 'Lambda cannot access the stream with the execution role: nothing is delivered.',
  because: {
    reported: (result: string) => `AWS reports: "${result}"`,
    otherAccount: (stream: string, role: string) =>
      `The stream belongs to account ${stream}, the role to account ${role}: the resource policy of the stream must also allow it.`,
  },
  against: {
    allowed: 'As far as its policies were read, the role may read the stream.',
    unread: 'The policies of the role were not read.',
  },
  settledBy: (command: string) => `The policy of the stream: ${command}.`,
  fix: {
    grant: 'Grant the role the three actions on the stream. The mapping resumes where it stopped, within some minutes.',
    doubt: 'A resource policy, a service control policy or a permissions boundary may refuse it as well.',
  },
}

/** The actions that a poll needs (Lambda Developer Guide, "services-dynamodb-eventsourcemapping"). */
const pollActions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']

const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

/** How sure it is by AWS's report alone, and beside policies that seem to allow it. */
const byReport = 0.9
const besidePolicies = 0.75

const grant = (role: string, stream: string): Fix => ({
  summary: text.fix.grant,
  doubt: text.fix.doubt,
  command: putPolicy(
    role,
    'ddbstream-restored',
    allowing(pollActions.map(action => ({action, resource: stream, decision: 'implicitDeny'}))),
  ),
})

/**
 * AWS's own report outweighs the result of a simulation of policies. `role`: the ARN of the execution role, where it is known. `allowed`: the
 * policies that were read allow it.
 */
export function refusedByReport(
  mapping: Mapping,
  lag: Lag,
  {role, policies}: {role: string | null; policies: 'allow' | 'unknown' | 'unread'},
): Present {
  const stream = mapping.eventSourceArn
  const isElsewhere = role !== null && accountOf(role) !== accountOf(stream)
  const isAllowed = policies === 'allow'
  return {
    kind: 'present',
    confidence: isAllowed && !isElsewhere ? besidePolicies : byReport,
    summary: text.summary,
    because: [
      text.because.reported(mapping.lastProcessingResult ?? ''),
      ...(isElsewhere ? [text.because.otherAccount(accountOf(stream), accountOf(role))] : []),
      ...lagLines(lag),
    ],
    against: isElsewhere || policies === 'unknown' ? [] : [isAllowed ? text.against.allowed : text.against.unread],
    settledBy: text.settledBy(showStreamPolicy(stream)),
    fixes: [isElsewhere || isAllowed || role === null ? openStream(stream) : grant(role, stream)],
  }
}
