import type {PrintedRequest} from '../../text/printed-request.ts'
import {type Around, isOwnFunction, isPlaceholder, type Rule} from './command-rule.ts'

const is = ({service, operation}: PrintedRequest, of: string, ...operations: readonly string[]): boolean =>
  service === of && operations.includes(operation)

const isKnown = (version: string, {versions}: Around): boolean =>
  versions === undefined || isPlaceholder(version) || version === 'latest' || versions.some(one => one.version === version)

/** AWS points a mapping or an alias at a version that exists, and gives a number to no other version (Lambda Developer Guide, "Manage Lambda function versions"). */
const versionExists: Rule = (request, around) => {
  const version = is(request, 'ddbstream', 'remap') ? request.options.version : request.options['function-version']
  if (version === undefined || !isOwnFunction(request, around) || isKnown(version, around)) return null
  return {why: `The function has no version ${version}.`}
}

/** An alias has a name of letters, digits, hyphens and underscores, and is no number (Lambda API reference, "CreateAlias"). */
const aliasName: Rule = (request, around) => {
  if (!is(request, 'lambda', 'create-alias', 'update-alias') || !isOwnFunction(request, around)) return null
  const {name = ''} = request.options
  if (!/^(?!\d+$)[\w-]{1,128}$/.test(name)) return {why: `${name} is not an alias: AWS updates only aliases.`}
  if (around.mapping?.qualifier !== name || around.alias === undefined) return null
  const exists = around.alias !== null
  if (request.operation === 'create-alias') return exists ? {why: `The alias ${name} exists already.`} : null
  return exists ? null : {why: `The function has no alias ${name}.`}
}

/** Both versions of an alias with weights are published (Lambda Developer Guide, "configuring-alias-routing"). */
const weights: Rule = (request, {alias}) => {
  const {'routing-config': routing, 'function-version': version = alias?.functionVersion} = request.options
  const weighs = routing !== undefined && !/^\{\s*\}$/.test(routing)
  return is(request, 'lambda', 'create-alias', 'update-alias') && weighs && (version === '$LATEST' || routing.includes('$LATEST'))
    ? {why: 'An alias with weights accepts only published versions, not $LATEST.'}
    : null
}

/** AWS deletes a version that no alias names, and not `$LATEST` (Lambda API reference, "DeleteFunction"). */
const deletion: Rule = (request, around) => {
  const {qualifier} = request.options
  if (!is(request, 'lambda', 'delete-function') || qualifier === undefined || !isOwnFunction(request, around)) return null
  if (qualifier === '$LATEST') return {why: 'AWS does not delete $LATEST by itself.'}
  const version = around.versions?.find(one => one.version === qualifier)
  if (around.versions !== undefined && version === undefined) return {why: `The function has no version ${qualifier}.`}
  if (version?.hasAlias) return {why: `An alias points at version ${qualifier}: AWS does not delete it.`}
  return around.mapping?.qualifier === qualifier ? {why: `The mapping invokes version ${qualifier}.`} : null
}

/** Provisioned concurrency belongs to a version or an alias (Lambda API reference, "DeleteProvisionedConcurrencyConfig"). */
const provisioned: Rule = request =>
  /provisioned-concurrency-config$/.test(request.operation) && request.options.qualifier?.startsWith('$LATEST')
    ? {why: 'Provisioned concurrency belongs to a version or an alias, not to $LATEST.'}
    : null

export const versionRules: readonly Rule[] = [versionExists, aliasName, weights, deletion, provisioned]
