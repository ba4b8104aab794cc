import {listTags, tagResource, untagResource} from '../aws/lambda-changes.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import {type Aws, nowMs, sleep} from '../aws/transport/connection.ts'
import type {Operation} from '../model/plan/plan.ts'
import {patiently} from './retry.ts'

/** The tag that says who is changing a mapping. It is a courtesy: only those who look for it are kept away. */
export const lockTag = 'ddbstream:lock'

export const lockActions: readonly string[] = ['lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource']

/** Long enough for a change with its guard; it is taken away at the end, and this long after a crash it is void. */
const holdsForMs = 60 * 60_000

/** Who holds a mapping. */
export interface Lock {
  operation: string
  owner: string
  expiresAtMs: number
}

/** Tag values hold letters, digits, blanks and `_ . : / = + - @`, at most 256 (AWS tagging rules). */
const ownerIn = (caller: string | null): string =>
  (caller ?? 'unknown')
    .replace(/^arn:[^:]*:[^:]*:[^:]*:/, '')
    .replaceAll(/[^\p{L}\p{N}_.:/=+\-@]/gu, '_')
    .slice(0, 150)

const write = ({operation, owner, expiresAtMs}: Lock): string => `${operation} ${owner} ${new Date(expiresAtMs).toISOString()}`

function parse(text: string | undefined): Lock | null {
  const [operation = '', owner = '', expiry = ''] = (text ?? '').split(' ')
  const expiresAtMs = Date.parse(expiry)
  return Number.isNaN(expiresAtMs) ? null : {operation, owner, expiresAtMs}
}

/** Says of an operation's id that its lock is void: it is this very operation, or one of this machine that is over and was killed before it unlocked. */
export type IsVoid = (operation: string) => boolean

/** The valid lock of somebody else, or null. */
export async function lockOf(aws: Aws, mappingArn: string, isVoid: IsVoid): Promise<Lock | null> {
  const lock = parse((await patiently(aws, () => listTags(aws, mappingArn)))[lockTag])
  return lock === null || isVoid(lock.operation) || lock.expiresAtMs <= (nowMs(aws) ?? 0) ? null : lock
}

/** How locking ended: with the lock, with somebody else's, or without: the caller may not tag, or the mapping does not exist any more. */
export type Locking = {kind: 'held'} | {kind: 'taken'; lock: Lock} | {kind: 'not-allowed'; action: string} | {kind: 'gone'}

/** Two who tag at the same moment both look again after this long, and the later of the two tags stands. */
const lookAgainMs = 2000

/** The note where the caller may not lock. */
export const notLocked = (action: string): string => `The mapping has no lock against other operators: ${action} is denied.`

/** Puts the lock on a mapping. `steal`: even where somebody else holds it. */
export async function lockMapping(
  aws: Aws,
  mappingArn: string,
  {id: operation, caller}: Pick<Operation, 'id' | 'caller'>,
  {isVoid, steal}: {isVoid: IsVoid; steal: boolean},
): Promise<Locking> {
  try {
    const other = await lockOf(aws, mappingArn, isVoid)
    if (other !== null && !steal) return {kind: 'taken', lock: other}
    const mine: Lock = {operation, owner: ownerIn(caller), expiresAtMs: (nowMs(aws) ?? 0) + holdsForMs}
    await patiently(aws, () => tagResource(aws, mappingArn, {[lockTag]: write(mine)}))
    await sleep(aws, lookAgainMs)
    // Whoever holds it now: only the lock itself was void before.
    const later = await lockOf(aws, mappingArn, id => id === operation)
    return later === null ? {kind: 'held'} : {kind: 'taken', lock: later}
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'denied') return {kind: 'not-allowed', action: error.action}
    if (error instanceof AwsError && error.kind === 'not-found') return {kind: 'gone'}
    throw error
  }
}

/** Takes this operation's lock away; answers the note where that failed. It harms nobody for long: the lock expires. */
export async function unlockMapping(aws: Aws, mappingArn: string, operation: string): Promise<string | null> {
  try {
    const tags = await patiently(aws, () => listTags(aws, mappingArn))
    if (parse(tags[lockTag])?.operation === operation) await patiently(aws, () => untagResource(aws, mappingArn, [lockTag]))
    return null
  } catch (error) {
    // The lock went with the mapping.
    if (error instanceof AwsError && error.kind === 'not-found') return null
    const why =
      error instanceof AwsError ? `${error.action} ${error.kind === 'denied' ? 'is denied' : `failed: ${error.detail}`}` : String(error)
    return `The lock of the mapping stays until it expires, within the hour: ${why}.`
  }
}
