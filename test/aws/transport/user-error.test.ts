import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, expect, test, vi} from 'vitest'
import {AwsError, type AwsErrorKind} from '../../../src/aws/transport/aws-error.ts'
import {toUserError} from '../../../src/aws/transport/user-error.ts'

const configFile = join(mkdtempSync(join(tmpdir(), 'ddbstream-user-error-')), 'config')
writeFileSync(configFile, '[profile work]\n')
afterEach(() => void vi.unstubAllEnvs())

test.each<[AwsErrorKind, string, RegExp]>([
  ['credentials', 'E_CREDENTIALS', /^No usable AWS credentials in the profile work: it failed/],
  ['expired', 'E_EXPIRED_TOKEN', /have expired: it failed/],
  ['unreachable', 'E_UNREACHABLE', /^Could not reach http:\/\/127\.0\.0\.1:4566: it failed/],
  ['deadline', 'E_DEADLINE', /did not answer in time: it failed/],
  ['throttled', 'E_AWS', /^lambda:GetFunction failed: it failed/],
  ['other', 'E_AWS', /^lambda:GetFunction failed: it failed/],
])('%s', (kind, code, message) => {
  vi.stubEnv('AWS_CONFIG_FILE', configFile)
  const error = toUserError(new AwsError('lambda:GetFunction', kind, 'it failed'), {
    profile: 'work',
    endpointUrl: 'http://127.0.0.1:4566',
    deadlineMs: 1,
  })
  expect(error).toMatchObject({code, exitCode: 4, message: expect.stringMatching(message)})
  expect(error.hints.length).toBeGreaterThan(0)
})

test('an endpoint from the environment is named', () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9')
  const error = toUserError(new AwsError('lambda:GetFunction', 'unreachable', 'socket hang up'), {deadlineMs: 1})
  expect(error.message).toBe('Could not reach http://127.0.0.1:9: socket hang up')
})

test('a misspelt region is named', () => {
  const failed = new AwsError('lambda:ListEventSourceMappings', 'unreachable', 'getaddrinfo ENOTFOUND lambda.eu-wset-1.amazonaws.com')
  const {message, hints} = toUserError(failed, {deadlineMs: 1})
  expect(message).toMatch(/^The region eu-wset-1 cannot be reached/)
  expect(hints[0]).toContain('Does the region "eu-wset-1" exist?')
})

test('a profile that does not exist is named as the reason', () => {
  vi.stubEnv('AWS_PROFILE', undefined)
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials')
  const failed = new AwsError('lambda:GetFunction', 'credentials', 'it failed')
  expect(toUserError(failed, {profile: 'nope', deadlineMs: 1})).toMatchObject({code: 'E_NO_PROFILE', exitCode: 4})
  expect(toUserError(failed, {deadlineMs: 1})).toMatchObject({code: 'E_CREDENTIALS', exitCode: 4})
})
