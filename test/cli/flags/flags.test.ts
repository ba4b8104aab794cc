import {describe, expect, it} from 'vitest'
import {wantedFlags} from '../../../src/cli/flags/configure-flags.ts'
import {doctorFlags} from '../../../src/cli/flags/doctor-flags.ts'
import {connectionFlags} from '../../../src/cli/flags/flags.ts'
import {iteratorAgeFlags} from '../../../src/cli/flags/iterator-age-flags.ts'
import {logFlags} from '../../../src/cli/flags/log-flags.ts'
import LabDescribe from '../../../src/commands/lab/describe.ts'
import LabStart from '../../../src/commands/lab/start.ts'
import Remap from '../../../src/commands/remap.ts'
import Serve from '../../../src/commands/serve.ts'

interface Declared {
  description?: string
  helpValue?: string
  min?: number
  max?: number
  hidden?: boolean
}

const sets = [
  wantedFlags,
  doctorFlags,
  connectionFlags,
  iteratorAgeFlags,
  logFlags,
  LabDescribe.flags,
  LabStart.flags,
  Remap.flags,
  Serve.flags,
]
const declared = sets.flatMap(set => Object.entries(set as unknown as Record<string, Declared>))

describe('the help of a flag', () => {
  it.each(declared.filter(([, {max}]) => max !== undefined))('--%s names its bounds', (_, {description, min, max}) => {
    expect(description).toContain(`from ${min} to ${max}`)
  })

  it.each(declared.filter(([, {helpValue}]) => helpValue === 'TIME'))('--%s names its bounds', (_, {description}) => {
    expect(description).toMatch(/from \d+[smhd] to \d+[smhd]/)
  })
})

describe('saved evidence', () => {
  const goWithIt = new Set(doctorFlags.from.combinable)

  it.each(Object.keys(doctorFlags).filter(name => name !== 'from' && !goWithIt.has(name)))('leaves no room for --%s', name => {
    // Each of these reads AWS, or the lab. A flag that judges belongs to `judgingFlags`.
    expect([
      ...Object.keys(connectionFlags),
      'since',
      'deep',
      'inspect-code',
      'save',
      'samples',
      'every',
      'all',
      'table',
      'tag',
      'stack',
      'all-regions',
      'role-arn',
      'slice',
    ]).toContain(name)
  })
})
