import type {LabFunction, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {text} from '../protocol/shapes.ts'

/** Lambda's pattern for function names: a name, a partial or full ARN, each with or without a qualifier (Lambda API reference). */
export const functionName = text({
  min: 1,
  max: 256,
  pattern:
    /(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?/,
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

export const notFound = (arn: string): AwsError => new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {status: 404})

/** Resolves a function with its qualifier; throws Lambda's ResourceNotFoundException. */
export function findTarget(world: World, given: string, qualifierGiven?: string): Target {
  const arn = functionArn(world, given, qualifierGiven)
  const [region, account, , name = '', suffix] = arn.split(':').slice(3)
  const fn = world.functions.get(name)
  if (fn === undefined || region !== world.region || account !== world.accountId) throw notFound(arn)
  const version = versionOf(fn, suffix)
  if (version === null) throw notFound(arn)
  return {fn, arn, qualifier: suffix ?? null, version}
}

function versionOf(fn: LabFunction, suffix: string | undefined): string | null {
  if (suffix === undefined || suffix === '$LATEST') return '$LATEST'
  return fn.versions.get(suffix)?.version ?? fn.aliases.get(suffix)?.version ?? null
}
