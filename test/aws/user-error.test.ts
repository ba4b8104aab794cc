import {expect, test} from 'vitest'
import {AwsError, type AwsErrorKind} from '../../src/aws/errors.ts'
import {toUserError} from '../../src/aws/user-error.ts'

test.each<[AwsErrorKind, string, RegExp]>([
  ['credentials', 'E_CREDENTIALS', /^No usable AWS credentials in the profile work: it failed/],
  ['expired', 'E_EXPIRED_TOKEN', /have expired: it failed/],
  ['unreachable', 'E_UNREACHABLE', /^Could not reach http:\/\/127\.0\.0\.1:4566: it failed/],
  ['deadline', 'E_DEADLINE', /did not answer in time: it failed/],
  ['throttled', 'E_AWS', /^lambda:GetFunction failed: it failed/],
  ['other', 'E_AWS', /^lambda:GetFunction failed: it failed/],
])('%s', (kind, code, message) => {
  const error = toUserError(new AwsError('lambda:GetFunction', kind, 'it failed'), {
    profile: 'work',
    endpointUrl: 'http://127.0.0.1:4566',
    deadlineMs: 1,
  })
  expect(error).toMatchObject({code, exitCode: 4, message: expect.stringMatching(message)})
  expect(error.hints.length).toBeGreaterThan(0)
})
