import type {Faults} from '../../faults.ts'
import type {Account} from '../protocol/account.ts'
import type {WireRequest, WireResponse} from '../protocol/wire.ts'
import {element} from '../protocol/xml.ts'
import {packagesPath, refusalOf} from './location.ts'
import {packageOf} from './package.ts'

export const isDownload = ({method, path, headers}: WireRequest): boolean =>
  method === 'GET' && path.startsWith(packagesPath) && headers.authorization === undefined

/**
 * Answers a presigned address as S3 does. It counts as no call of the caller's, whose permissions are not asked: who signed it was
 * Lambda. Faults hit it as `s3:GetObject`.
 */
export function download({path, query}: WireRequest, account: Account, faults: Faults): WireResponse | 'dropped' {
  const {world} = account
  const fault = faults.strike('s3:GetObject', world.region)?.kind
  if (fault === 'drop' || fault === 'lost-response') return 'dropped'
  if (fault === 'deny') return refused(403, 'AccessDenied', 'Access Denied')
  if (fault === 'expired') return refused(403, 'AccessDenied', 'Request has expired')
  if (fault === 'throttle') return refused(503, 'SlowDown', 'Please reduce your request rate.')
  if (fault === 'error') return refused(500, 'InternalError', 'We encountered an internal error. Please try again.')
  const refusal = refusalOf(path, query, world.nowMs)
  if (refusal !== null) return refused(403, refusal.code, refusal.message)
  const fn = world.functions.get(path.split('/').at(-1) ?? '')
  if (fn === undefined) return refused(404, 'NoSuchKey', 'The specified key does not exist.')
  const bytes = packageOf(account, fn, query.versionId ?? '$LATEST')
  return {status: 200, headers: {'content-type': 'application/zip'}, body: '', bytes}
}

const refused = (status: number, code: string, message: string): WireResponse => ({
  status,
  headers: {'content-type': 'application/xml'},
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', element('Code', code) + element('Message', message))}`,
})
