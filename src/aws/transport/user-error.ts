import {type CodeWith, expiredWords, UserError} from '../../model/user-error.ts'
import {option} from '../../text/shell.ts'
import type {AwsError} from './aws-error.ts'
import type {Connection} from './connection.ts'
import {missingProfile} from './profile.ts'

/** The error for people when AWS could not be reached at all: the event, and the next step. Exit code 4. */
export function toUserError(error: AwsError, {profile, endpointUrl}: Connection): UserError {
  const flag = profile === undefined ? '' : option('profile', profile)
  const of = profile === undefined ? '' : ` in the profile ${profile}`
  // The first request goes to Lambda.
  const endpoint = endpointUrl || process.env.AWS_ENDPOINT_URL_LAMBDA || process.env.AWS_ENDPOINT_URL || 'AWS'
  switch (error.kind) {
    case 'credentials':
      return (
        missingProfile(profile) ??
        userError('E_CREDENTIALS', `No usable AWS credentials${of}: ${error.detail}`, [
          `Sign in (for example: aws sso login${flag}), name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
          `Check your identity: aws sts get-caller-identity${flag}`,
        ])
      )
    case 'expired':
      return userError('E_EXPIRED_TOKEN', `The AWS credentials have expired: ${error.detail.replace(`${expiredWords}: `, '')}`, [
        inEnvironment(profile)
          ? 'They are in the environment (AWS_SESSION_TOKEN), which a running process cannot renew: set new ones and run the command again.'
          : `Sign in again (for example: aws sso login${flag}).`,
      ])
    case 'unreachable': {
      const region = unknownRegion(error.detail)
      if (region !== undefined)
        return userError('E_UNREACHABLE', `The region ${region} cannot be reached: ${error.detail}`, [
          `Does the region "${region}" exist? A misspelt one is an unknown host. Use AWS's name, for example --region eu-west-1.`,
          'If the name is correct: check the network, its DNS and the VPN.',
        ])
      return userError('E_UNREACHABLE', `Could not reach ${endpoint}: ${error.detail}`, [
        'Check --endpoint-url, AWS_ENDPOINT_URL and --region: a misspelt region is an unknown host.',
        'Check the network and the VPN.',
      ])
    }
    case 'deadline':
      return userError('E_DEADLINE', `${endpoint} did not answer in time: ${error.detail}`, ['Allow more time, for example --deadline 2m.'])
    default:
      return userError('E_AWS', `${error.action} failed: ${error.detail}`, [
        'Try again; if the error persists, see https://health.aws.amazon.com.',
      ])
  }
}

/** The region in the name of AWS's own host that nobody knows, such as `lambda.eu-wset-1.amazonaws.com`. */
const unknownRegion = (detail: string): string | undefined =>
  /(?:ENOTFOUND|EAI_AGAIN) (?:[\w-]+\.)+([a-z0-9-]+)\.(?:amazonaws\.com|api\.aws)/.exec(detail)?.[1]

const userError = (code: CodeWith<'unreachable'>, message: string, hints: string[]): UserError => new UserError(code, message, hints)

/** The SDK takes them from there first, unless a profile is named. */
const inEnvironment = (profile: string | undefined): boolean =>
  profile === undefined && !process.env.AWS_PROFILE && Boolean(process.env.AWS_ACCESS_KEY_ID && process.env.AWS_SESSION_TOKEN)
