import {describe, expect, test} from 'vitest'
import type {PipelineReport, Report} from '../../../src/model/report/report.ts'
import type {CommandKind} from '../../../src/model/watch/watch.ts'
import {commandFor, type RepeatedFlags} from '../../../src/reports/watch/watch-commands.ts'
import {pipelineOf} from '../../support/ages.ts'

const live = pipelineOf('orders', {}, {qualifier: 'live'})

describe('a printed command', () => {
  test.each<[CommandKind, RepeatedFlags, string]>([
    ['doctor', [], 'ddbstream doctor orders:live --region us-east-1'],
    ['errors', [], 'ddbstream errors orders:live --region us-east-1'],
    ['mappings', [], 'ddbstream mappings orders:live --region us-east-1'],
    ['doctor', [{flag: 'profile', value: 'on call'}], "ddbstream doctor orders:live --region us-east-1 --profile 'on call'"],
    ['doctor', [{flag: 'config', value: 'c.yaml'}], 'ddbstream doctor orders:live --region us-east-1 --config c.yaml'],
    // `errors` has no configuration.
    ['errors', [{flag: 'config', value: 'c.yaml'}], 'ddbstream errors orders:live --region us-east-1'],
    ['doctor', [{flag: 'lab', value: 'healthy'}], 'ddbstream doctor orders:live --lab healthy'],
  ])('%s with %j', (kind, repeated, command) => {
    expect(commandFor(kind, live, undefined, repeated)).toBe(command)
  })

  test('of a name that a shell would obey is quoted, and holds no escape sequence', () => {
    const named = pipelineOf('a; rm\u001b[2J $(x)')
    expect(commandFor('doctor', named, undefined, [])).toBe(
      `ddbstream doctor "$(printf 'a\\073 rm\\033\\1332J \\044\\050x\\051')" --region us-east-1`,
    )
  })

  test('of the fix is the first one of the report on the same mapping, and unknown without it', () => {
    const pipeline = (mapping: string, command: string) =>
      ({
        mapping,
        causes: [{harmful: true, fixes: [{summary: 's', command}]}],
        findings: [],
        verdict: 'critical',
      }) as unknown as PipelineReport
    const report = {pipelines: [pipeline('other', 'aws other'), pipeline('uuid-of-orders', 'ddbstream configure x')]} as Report
    expect(commandFor('fix', live, undefined, [])).toBeNull()
    expect(commandFor('fix', live, {pipelines: []} as unknown as Report, [])).toBeNull()
    expect(commandFor('fix', live, report, [])).toBe('ddbstream configure x')
  })
})
