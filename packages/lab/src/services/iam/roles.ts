import type {LabRole, PolicyDocument} from '../../simulation/access/roles.ts'
import {managedPolicies} from '../../simulation/access/roles.ts'
import type {World} from '../../simulation/engine/world.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {page} from '../protocol/pages.ts'
import {text, whole} from '../protocol/shapes.ts'

export const roleName = text({min: 1, max: 64, pattern: /[\w+=,.@-]+/})
export const policyName = text({min: 1, max: 128, pattern: /[\w+=,.@-]+/})
export const policyArn = text({min: 20, max: 2048})
/** The members of IAM's lists that page: 100 unless asked otherwise (IAM API reference). */
export const paging = {Marker: text({min: 1, max: 320}), MaxItems: whole({min: 1, max: 1000})} as const

export const roleArn = (name: string, {world}: Account): string =>
  world.roles.get(name)?.arn ?? `arn:aws:iam::${world.accountId}:role/${name}`

export const noSuchEntity = (message: string): AwsError =>
  new AwsError('NoSuchEntityException', message, {status: 404, code: 'NoSuchEntity'})

export function roleOf(world: World, name: string): LabRole {
  const role = world.roles.get(name)
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`)
  return role
}

/** Documents are percent-encoded on IAM's wire (RFC 3986). */
export const encoded = (document: PolicyDocument): string =>
  encodeURIComponent(JSON.stringify(document)).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** When the account was set up; nothing depends on it. */
export const createdOn = new Date(Date.UTC(2025, 0, 15, 9, 30))

export function markedPage<T>(
  all: readonly T[],
  {Marker, MaxItems = 100}: {Marker?: string | undefined; MaxItems?: number | undefined},
): {items: T[]; IsTruncated: boolean; Marker: string | undefined} {
  const found = page(all, Marker, MaxItems)
  if (found === null) throw new AwsError('ValidationException', 'Invalid Marker.', {code: 'ValidationError'})
  return {items: found.items, IsTruncated: found.next !== undefined, Marker: found.next}
}

/** A managed policy: one that a role has, or one of AWS's own for execution roles. */
export function managedPolicyOf(world: World, arn: string): LabRole['attached'][number] {
  const attached = [...world.roles.values()].flatMap(role => role.attached).find(policy => policy.arn === arn)
  if (attached !== undefined) return attached
  const name = /^arn:aws:iam::aws:policy\/service-role\/(.+)$/.exec(arn)?.[1] ?? ''
  if (!Object.hasOwn(managedPolicies, name)) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)
  return {arn, name, document: structuredClone(managedPolicies[name as keyof typeof managedPolicies]) as PolicyDocument}
}
