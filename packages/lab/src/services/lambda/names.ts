import type {LabFunction, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {text} from '../protocol/shapes.ts'

/** Lambda's pattern for function names: a name, a partial or full ARN, each with or without a qualifier (Lambda API reference). */
export const functionName = text({
  min: 1,
  max: 256,
  pattern:
    // biome-ignore lint/complexity/noUselessEscapeInRegex: AWS's messages show the escape.
    /(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?/,
})
export const qualifier = text({min: 1, max: 128, pattern: /\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+/})

const parts =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/

/** The full ARN that a name, partial or full ARN stands for, with the qualifier where one is given. */
export function functionArn(world: World, given: string, qualifierGiven?: string): string {
  const [, region = world.region, account = world.accountId, name = given, inName] = parts.exec(given) ?? []
  const suffix = qualifierGiven ?? inName
  return `arn:aws:lambda:${region}:${account}:function:${name}${suffix === undefined ? '' : `:${suffix}`}`
}

/** A function as a caller names it: itself, a version, or an alias. */
export interface Target {
  fn: LabFunction
  /** With the qualifier where one was given. */
  arn: string
  qualifier: string | null
  /** The version that runs: a number or `$LATEST`. */
  version: string
}

/** A pattern of CreateFunction's own: a new name has neither dots nor a managed alias. */
export const newFunctionName = text({
  min: 1,
  max: 140,
  pattern:
    /(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?/,
})

/** Some operations name an unknown function without its qualifier, and some as its version `$LATEST`. */
export const unqualifiedNotFound = (arn: string): AwsError => notFound(arn.split(':').slice(0, 7).join(':'))
export const latestNotFound = (arn: string): AwsError => notFound(arn.split(':').length > 7 ? arn : `${arn}:$LATEST`)

export const notFound = (arn: string): AwsError => new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {status: 404})

/** Refuses two qualifiers that differ, one in the name and one beside it, and functions of another region. */
export function checkName(world: World, given: string, qualifierGiven?: string): void {
  const [, region = world.region, , , inName] = parts.exec(given) ?? []
  if (qualifierGiven !== undefined && inName !== undefined && qualifierGiven !== inName) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    )
  }
  if (region !== world.region) {
    const words = `Functions from '${region}' are not reachable in this region ('${world.region}')`
    throw new AwsError('ResourceNotFoundException', words, {status: 404})
  }
}

/** Resolves a function with its qualifier; throws Lambda's ResourceNotFoundException, or the operation's own words for an unknown function. */
export function findTarget(world: World, given: string, qualifierGiven?: string, unknown = notFound): Target {
  checkName(world, given, qualifierGiven)
  const arn = functionArn(world, given, qualifierGiven)
  const [, account, , name = '', suffix] = arn.split(':').slice(3)
  const fn = world.functions.get(name)
  if (fn === undefined || account !== world.accountId) throw unknown(arn)
  const version = versionOf(fn, suffix)
  if (version === null) throw notFound(arn)
  return {fn, arn, qualifier: suffix ?? null, version}
}

function versionOf(fn: LabFunction, suffix: string | undefined): string | null {
  if (suffix === undefined || suffix === '$LATEST') return '$LATEST'
  return fn.versions.get(suffix)?.version ?? fn.aliases.get(suffix)?.version ?? null
}
