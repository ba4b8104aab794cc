import {type PrintedRequest, requestsIn} from '../../text/printed-request.ts'
import {type Around, isOwnFunction, type Refusal, type Rule} from './command-rule.ts'
import {concurrencyRules} from './rules-of-concurrency.ts'
import {existenceRules} from './rules-of-existence.ts'
import {policyRules} from './rules-of-policies.ts'
import {settingRules} from './rules-of-settings.ts'
import {versionRules} from './rules-of-versions.ts'

const rules: readonly Rule[] = [...existenceRules, ...settingRules, ...concurrencyRules, ...versionRules, ...policyRules]

/** The target of the request is no longer known after it. */
function after(request: PrintedRequest, around: Around): Around {
  const {service, operation, options} = request
  if (service === 'dynamodb' && operation === 'update-table' && options['table-name'] === around.mapping?.tableName)
    return {...around, table: undefined}
  if (service !== 'lambda' || !isOwnFunction(request, around)) return around
  switch (operation) {
    case 'create-function':
      return {...around, function: undefined, versions: undefined, alias: undefined}
    case 'create-alias':
      return {...around, function: undefined, alias: undefined}
    case 'publish-version':
      return {...around, versions: undefined}
    default:
      return around
  }
}

/** Why AWS would refuse a printed command by its own rules, as far as the pipeline is known; null where it would not. */
export function refusedBecause(command: string, around: Around): Refusal | null {
  let known = around
  for (const request of requestsIn(command)) {
    for (const rule of rules) {
      const refusal = rule(request, known)
      if (refusal !== null) return refusal
    }
    known = after(request, known)
  }
  return null
}
