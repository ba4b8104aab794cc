import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, expect, test, vi} from 'vitest'
import {missingProfile} from '../../../src/aws/transport/profile.ts'

afterEach(() => void vi.unstubAllEnvs())

function files(config: string, credentials: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-profiles-'))
  writeFileSync(join(folder, 'config'), config)
  writeFileSync(join(folder, 'credentials'), credentials)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
  vi.stubEnv('AWS_PROFILE', undefined)
}

test('a profile may stand in either file', () => {
  files('[default]\nregion = x\n[profile work]\n[ profile "quoted" ]\n', '[keys]\naws_access_key_id = a\n')
  for (const profile of ['work', 'quoted', 'keys', 'default', undefined]) expect(missingProfile(profile)).toBeUndefined()
  expect(missingProfile('wrok')).toMatchObject({
    code: 'E_NO_PROFILE',
    exitCode: 4,
    hints: ['Profiles: default, work, quoted, keys.', expect.anything()],
  })
})

test('AWS_PROFILE counts where no flag is given', () => {
  files('[profile work]', '')
  vi.stubEnv('AWS_PROFILE', 'nope')
  expect(missingProfile(undefined)?.message).toContain('no profile nope')
  expect(missingProfile('work')).toBeUndefined()
})

test('without any file there is no profile', () => {
  files('', '')
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config')
  expect(missingProfile('work')?.hints[0]).toContain('No profile is configured here')
})
