import type {AccountSettings} from '../../model/evidence/evidence.ts'
import {count, number} from '../../text/units.ts'
import {advisedLimit, askForLimit} from '../quota-increase.ts'
import {isOwnFunction, type Refusal, type Rule} from './command-rule.ts'

/** At least this much stays unreserved; a smaller account can reserve nothing (Lambda Developer Guide, "Configuring reserved concurrency"). */
const leastUnreserved = 100

/** The most that can be reserved for a function that has `own` reserved; null where it is not known. */
export function mostReserved({concurrentExecutions, unreservedConcurrentExecutions: free}: AccountSettings, own: number): number | null {
  if (free === null) return null
  return Math.max(0, free + own - Math.min(leastUnreserved, concurrentExecutions ?? leastUnreserved))
}

function beyond(most: number, wanted: number, limit: number | null, arn: string): Refusal {
  const why =
    most === 0
      ? `The account has no concurrency to reserve: AWS keeps ${count(leastUnreserved, 'execution')} unreserved.`
      : `The account may reserve ${number(most)} for this function at most: AWS keeps ${count(leastUnreserved, 'execution')} unreserved.`
  if (limit === null) return {why}
  return {
    why,
    instead: {
      summary: `${why} Ask AWS for a higher limit in Service Quotas ("Concurrent executions", L-B99A9384), or lower the reserved concurrency of another function.`,
      command: askForLimit(arn, advisedLimit(limit, wanted - most)),
      doubt: 'The command requests a higher limit. Nothing changes until AWS has raised it.',
    },
  }
}

/** PutFunctionConcurrency: zero is always allowed, since it takes nothing from the others. */
const reserve: Rule = (request, around) => {
  const {service, operation, options} = request
  const {accountSettings: account, function: target, mapping} = around
  const wanted = Number(options['reserved-concurrent-executions'])
  if (service !== 'lambda' || operation !== 'put-function-concurrency' || !isOwnFunction(request, around)) return null
  if (!Number.isInteger(wanted) || wanted < 0) return {why: 'A reserved concurrency is a whole number of 0 or more.'}
  const most = account ? mostReserved(account, target?.reservedConcurrency ?? 0) : null
  if (most === null || wanted === 0 || wanted <= most) return null
  return beyond(most, wanted, account?.concurrentExecutions ?? null, mapping?.functionArn ?? target?.functionArn ?? '')
}

/** A quota is raised, and never asked for as it is (Service Quotas API reference, "RequestServiceQuotaIncrease"). */
const raise: Rule = ({service, options}, {accountSettings}) => {
  const limit = accountSettings?.concurrentExecutions ?? null
  if (service !== 'service-quotas' || limit === null || options['quota-code'] !== 'L-B99A9384') return null
  return Number(options['desired-value']) > limit ? null : {why: `The limit of the account is already ${number(limit)}.`}
}

export const concurrencyRules: readonly Rule[] = [reserve, raise]
