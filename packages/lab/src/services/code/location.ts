import {createHmac} from 'node:crypto'
import type {LabFunction} from '../../simulation/engine/world.ts'
import type {Account} from '../protocol/account.ts'

/** "A presigned URL that you can use to download the deployment package", good for 10 minutes (Lambda API reference, FunctionCodeLocation). */
export const validSeconds = 600

/** Where the packages of functions lie; the names of Lambda's own buckets look like this. */
export const packagesPath = '/snapshots/'

const signed = (path: string, parameters: readonly [string, string][]): string =>
  createHmac('sha256', 'lab')
    .update(JSON.stringify([path, parameters.map(pair => pair.join('=')).sort()]))
    .digest('hex')

const compact = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')

/** The address that GetFunction gives of a version's package. */
export function codeLocation({world, urlBase}: Account, {name}: LabFunction, version: string): string {
  const {region, accountId, nowMs} = world
  const date = compact(nowMs)
  const path = `${packagesPath}${accountId}/${name}`
  const parameters: [string, string][] = [
    ['versionId', version],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Date', date],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Expires', String(validSeconds)],
    ['X-Amz-Credential', `ASIALABLAMBDA0000000/${date.slice(0, 8)}/${region}/s3/aws4_request`],
  ]
  const base = urlBase ?? `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com`
  return `${base}${path}?${new URLSearchParams([...parameters, ['X-Amz-Signature', signed(path, parameters)]])}`
}

/** S3's answer to a presigned address: null when it is good. */
export function refusalOf(path: string, query: Readonly<Record<string, string>>, nowMs: number): {code: string; message: string} | null {
  const {'X-Amz-Signature': signature, ...rest} = query
  if (signature === undefined) return {code: 'AccessDenied', message: 'Access Denied'}
  const parameters = Object.entries(rest).filter(([name]) => !name.includes('.member.'))
  if (signature !== signed(path, parameters))
    return {
      code: 'SignatureDoesNotMatch',
      message: 'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    }
  const date = (query['X-Amz-Date'] ?? '').replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5')
  const isOver = nowMs > Date.parse(date) + validSeconds * 1000 + 999
  return isOver ? {code: 'AccessDenied', message: 'Request has expired'} : null
}
