import {describe, expect, it, test} from 'vitest'
import {openLab} from '../../../packages/lab/src/entrance.ts'
import {parseConfig} from '../../../src/config/parse.ts'
import {knownNames} from '../../../src/diagnosis/diagnose.ts'
import {human} from '../../../src/reports/doctor/human.ts'
import {configCheckText, configShowText} from '../../../src/reports/views/configuration.ts'
import {coldStarts} from '../../../src/use-cases/views/cold-starts.ts'
import {checkedConfig, exitCodeOfConfig, shownConfig} from '../../../src/use-cases/views/configuration.ts'
import {iteratorAges} from '../../../src/use-cases/watch/iterator-age.ts'
import {look} from '../../support/examine.ts'
import {callsOf, fleetOptions, labPlace, lookAtFleet} from '../../support/fleet.ts'

const style = {columns: 80, colour: false, unicode: true, verbose: false}
const config = parseConfig(
  `version: 1
thresholds: {errorRate: 0.02}
functions:
  - match: {tag: {team: orders}, stack: order*}
    thresholds: {iteratorAgeSeconds: 600}
    checks: {no-bisect: off}
    assert: {Qualifier: {is: live, severity: medium, message: Ask team orders}}
  - match: {tag: {team: carts}}
    checks: {no-bisect: critical}
mutes:
  - {match: {region: us-*}, check: unbounded-retries, owner: team-orders, reason: known, until: 2026-10-01}
`,
  'ddbstream.config.yaml',
  knownNames,
)

test('the entries that apply to a function, each with its line', async () => {
  const lab = openLab({incident: 'healthy', seed: 1})
  const report = await shownConfig(labPlace(lab).connection, 'orders-projector', config)
  expect(exitCodeOfConfig(report)).toBe(0)
  expect(configShowText(report, style)).toMatchInlineSnapshot(`
    "Configuration: ddbstream.config.yaml

    orders-projector ← orders
    us-east-1 · account 123456789012 · tags team=orders,
    aws:cloudformation:stack-name=orders

    Rules that match, the last one decides
      stack order* and tag team=orders  (ddbstream.config.yaml:4)

    Thresholds
      iteratorAgeSeconds  600 (default 30) (ddbstream.config.yaml:5)
      errorRate           0.02 (default 0.01) (ddbstream.config.yaml:2)
    41 other thresholds with the default: --verbose

    Checks
      no-bisect  off (ddbstream.config.yaml:6)

    Assertions
      Qualifier  is live; severity medium; Ask team orders (ddbstream.config.yaml:7)

    Mutes
      unbounded-retries  by team-orders until 2026-10-01: known, expired
                         (ddbstream.config.yaml:11)"
  `)
  expect(configShowText(report, {...style, verbose: true})).toMatch(/errorMinutes +3 \(default\)/)
  expect(callsOf(lab)['tag:GetResources']).toBe(1)
})

test('entries that could not be matched are named', async () => {
  const lab = openLab({incident: 'healthy', seed: 1, deny: ['tag:GetResources']})
  const report = await shownConfig(labPlace(lab).connection, 'orders-projector', config)
  expect(exitCodeOfConfig(report)).toBe(3)
  expect(report.pipelines[0]?.undecided.map(({from}) => from)).toEqual(['ddbstream.config.yaml:4', 'ddbstream.config.yaml:8'])
  const text = configShowText(report, style)
  expect(text).toContain('Not known whether these match: they are not applied')
  expect(text).toContain('tag:GetResources')
})

test('without a rule that matches tags, none are read', async () => {
  const lab = openLab({incident: 'healthy', seed: 1})
  const report = await shownConfig(labPlace(lab).connection, 'orders-projector', undefined)
  expect([callsOf(lab)['tag:GetResources'], report.pipelines[0]?.tags]).toEqual([undefined, null])
  expect(configShowText(report, style)).toContain('No configuration file: every default applies.')
})

describe('a summary of the file', () => {
  it('counts its entries and names mutes that have expired', () => {
    const report = checkedConfig(config, '2026-11-02')
    expect(configCheckText(report, {...style, columns: 100})).toBe(
      'ddbstream.config.yaml is valid: 2 thresholds, 2 checks, 1 assertion, 2 rules, 1 mute.\nddbstream.config.yaml:11: this mute has expired.',
    )
    expect(checkedConfig(config, '2026-10-01').expiredMutes).toEqual([])
  })
  it('of a file that sets nothing', () =>
    expect(configCheckText(checkedConfig(parseConfig('version: 1', 'c.yaml', knownNames), '2026-11-02'), style)).toBe(
      'c.yaml is valid: it sets nothing, and every default applies.',
    ))
})

describe('a rule by tag applies', () => {
  it('to a fleet, whose tags are read once for a group; the table shows the actual and the required value', async () => {
    const assertion = parseConfig(
      '{version: 1, functions: [{match: {stack: carts}, assert: {Qualifier: {is: live}}}]}',
      'c.yaml',
      knownNames,
    )
    const lab = openLab({incident: 'healthy', seed: 1, functions: 12})
    const report = await lookAtFleet([labPlace(lab)], fleetOptions({config: assertion}))
    expect(callsOf(lab)['tag:GetResources']).toBe(1)
    const failing = report.pipelines.filter(({findings}) =>
      findings.some(({check, status}) => check === 'assertion-Qualifier' && status === 'fail'),
    )
    expect([...new Set(failing.map(one => one.function.split('-')[0]))]).toEqual(['carts'])
    expect(human(report, {...style, columns: 120})).toMatch(/carts-\S+ +Qualifier is not set, requires live/)
  })
  it('to doctor, which names the file and the checks that it switches off', async () => {
    const {report} = await look(openLab({incident: 'healthy', seed: 1}), {config})
    const text = human(report, {...style, columns: 200, verbose: true})
    expect(text).toContain('1 check switched off by the configuration file ddbstream.config.yaml: no-bisect.')
    expect(text).toContain('configuration ddbstream.config.yaml')
    expect(text).not.toMatch(/skipped[^.]*no-bisect/)
    expect(report.pipelines[0]?.lag.thresholdSeconds).toBe(600)
  })
  it('to iterator-age and cold-starts, which name the missing permission', async () => {
    const {connection} = labPlace(openLab({incident: 'cold-start-burden', seed: 1}))
    const functionText = 'orders-projector'
    const sample = await iteratorAges(connection, {functionText, sinceSeconds: 1800, config})
    expect([sample.pipelines[0]?.lag.thresholdSeconds, sample.missing]).toEqual([600, []])
    const denied = labPlace(openLab({incident: 'cold-start-burden', seed: 1, deny: ['tag:GetResources']})).connection
    const other = await iteratorAges(denied, {functionText, sinceSeconds: 1800, config})
    expect([other.pipelines[0]?.lag.thresholdSeconds, other.missing.map(({action}) => action)]).toEqual([30, ['tag:GetResources']])
    const starts = await coldStarts(denied, {functionText, sinceSeconds: 1800, mostBytes: 1e12, config})
    expect(starts.missing.map(({action}) => action)).toEqual(['tag:GetResources'])
  })
})
