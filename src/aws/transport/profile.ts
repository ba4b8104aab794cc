import {readFileSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {UserError} from '../../model/user-error.ts'
import type {Connection} from './connection.ts'

/**
 * The error for a profile that stands in neither of AWS's two files; undefined when it does, or none is named. The SDK says the
 * same of a profile that is misspelt and of one without a key. OnDemand only when something has failed.
 */
export function missingProfile(given: string | undefined): UserError | undefined {
  const profile = given ?? process.env.AWS_PROFILE
  if (!profile || profile === 'default') return undefined
  const names = [
    ...namesIn(process.env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config')),
    ...namesIn(process.env.AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials')),
  ]
  if (names.includes(profile)) return undefined
  const most = 10
  const known = [...new Set(names)]
  return new UserError('E_NO_PROFILE', `There is no profile ${profile} in ~/.aws/config or ~/.aws/credentials.`, [
    known.length === 0
      ? 'No profile is configured here: `aws configure --profile NAME` creates one.'
      : `Profiles: ${known.slice(0, most).join(', ')}${known.length > most ? ', …' : ''}.`,
    'AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name other files.',
  ])
}

/** The sections: `[name]` in the credentials, `[profile name]` in the configuration; sections that are no profile there have another word. */
function namesIn(file: string): string[] {
  try {
    const sections = readFileSync(file, 'utf8').matchAll(/^\s*\[\s*(?:profile\s+)?["']?([^\]"'\s]+)["']?\s*\]/gm)
    return [...sections].flatMap(([, name]) => name ?? [])
  } catch {
    return []
  }
}

/**
 * The profile that was named, by a flag or AWS_PROFILE: people know an account by it. Empty where the credentials come from elsewhere, or
 * a role of another account is assumed.
 */
export function profileIn({profile, credentials, takeOn}: Connection): {profile?: string} {
  const named = profile ?? process.env.AWS_PROFILE
  return credentials === undefined && takeOn === undefined && named ? {profile: named} : {}
}
