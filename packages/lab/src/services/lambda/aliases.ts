import type {AliasConfiguration, GetAliasCommandOutput, ListAliasesCommandOutput, UpdateAliasCommandOutput} from '@aws-sdk/client-lambda'
import type {LabAlias, LabFunction, World} from '../../simulation/engine/world.ts'
import type {AliasChange} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {map, number, required, structure, text} from '../protocol/shapes.ts'
import {findTarget, functionArn, functionName, notFound} from './names.ts'
import {markedPage, paging} from './pages.ts'

const aliasesPerPage = 50
const version = text({min: 1, max: 1024, pattern: /\$LATEST(\.PUBLISHED)?|[0-9]+/})
const aliasName = text({min: 1, max: 128, pattern: /(?!^[0-9]+$)([a-zA-Z0-9-_]+)/})

export const listAliases = operation({
  action: 'lambda:ListAliases',
  input: {FunctionName: required(functionName), FunctionVersion: version, ...paging},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world}): Answer<ListAliasesCommandOutput> => {
    const {fn} = findTarget(world, input.FunctionName)
    const all = [...fn.aliases.values()].filter(alias => (input.FunctionVersion ?? alias.version) === alias.version)
    const found = markedPage(all, input, aliasesPerPage)
    return {Aliases: found.items.map(alias => aliasView(fn, alias)), NextMarker: found.next}
  },
})

export const getAlias = operation({
  action: 'lambda:GetAlias',
  input: {FunctionName: required(functionName), Name: required(aliasName)},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world}): Answer<GetAliasCommandOutput> => {
    const {fn} = findTarget(world, input.FunctionName)
    return aliasView(fn, aliasOf(fn, input.Name))
  },
})

/** The common input of CreateAlias and UpdateAlias. */
export const aliasInput = {
  FunctionName: required(functionName),
  Name: required(aliasName),
  FunctionVersion: version,
  Description: text({max: 256}),
  RoutingConfig: structure({AdditionalVersionWeights: map(number({min: 0, max: 1}), text({min: 1, max: 1024, pattern: /[0-9]+/}))}),
} as const

export const updateAlias = operation({
  action: 'lambda:UpdateAlias',
  input: {...aliasInput, RevisionId: text()},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world, changes}): Answer<UpdateAliasCommandOutput> => {
    const {fn} = findTarget(world, input.FunctionName)
    const alias = fn.aliases.get(input.Name)
    if (alias === undefined) throw new AwsError('ResourceNotFoundException', `Alias not found: ${fn.arn}:${input.Name}`, {status: 404})
    if (input.RevisionId !== undefined && input.RevisionId !== alias.revisionId) throw stale()
    const weights = input.RoutingConfig?.AdditionalVersionWeights
    if (input.FunctionVersion !== undefined) checkVersion(world, fn, input.FunctionVersion)
    checkWeights(world, fn, input.FunctionVersion ?? alias.version, weights ?? (input.RoutingConfig ? {} : alias.additionalVersionWeights))
    const change: AliasChange = {
      ...(input.FunctionVersion === undefined ? {} : {version: input.FunctionVersion}),
      ...(input.Description === undefined ? {} : {description: input.Description}),
      ...(input.RoutingConfig === undefined ? {} : {additionalVersionWeights: weights ?? {}}),
    }
    changes.updateAlias(world, fn.name, alias.name, change)
    return aliasView(fn, aliasOf(fn, input.Name))
  },
})

export const stale = (): AwsError =>
  new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    {status: 412},
  )

function aliasOf(fn: LabFunction, name: string): LabAlias {
  const alias = fn.aliases.get(name)
  if (alias === undefined) throw new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${fn.arn}:${name}`, {status: 404})
  return alias
}

export function checkVersion(world: World, fn: LabFunction, given: string): void {
  if (given !== '$LATEST' && !fn.versions.has(given)) throw notFound(functionArn(world, fn.name, given))
}

/** One further version with a share of 0–1, and both published (Lambda Developer Guide, "weighted alias"). */
export function checkWeights(world: World, fn: LabFunction, main: string, weights: Record<string, number>): void {
  const others = Object.keys(weights)
  if (others.length > 1) throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1')
  for (const given of others) {
    if (main === '$LATEST') throw untyped('$LATEST is not supported for an alias pointing to more than 1 version')
    if (given === main)
      throw invalid(`Invalid function version ${main}. Function version ${main} is already included in routing configuration.`)
    checkVersion(world, fn, given)
  }
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message)

/** Lambda sends some of its refusals without a Type. */
export const untyped = (message: string): AwsError => new AwsError('InvalidParameterValueException', message, {fields: {Type: undefined}})

export const aliasView = (fn: LabFunction, alias: LabAlias): AliasConfiguration => ({
  AliasArn: `${fn.arn}:${alias.name}`,
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description ?? '',
  ...(Object.keys(alias.additionalVersionWeights).length > 0
    ? {RoutingConfig: {AdditionalVersionWeights: alias.additionalVersionWeights}}
    : {}),
  RevisionId: alias.revisionId,
})
