import {describe, expect, it} from 'vitest'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import {parseConfig} from '../../src/config/parse.ts'
import type {Config} from '../../src/config/schema.ts'
import {settingsOf} from '../../src/config/settings.ts'
import {template} from '../../src/config/template.ts'
import {checkIds, knownNames, listedNames} from '../../src/diagnosis/diagnose.ts'
import {UserError} from '../../src/model/user-error.ts'
import {expectSchema} from '../commands/schemas.ts'
import {subject} from '../support/subject.ts'

const parse = (text: string, file = 'ddbstream.config.yaml') => parseConfig(text, file, knownNames)

function refusal(text: string, file?: string): string {
  try {
    parse(text, file)
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode} ${[error.message, ...error.hints].join('\n')}`
  }
  return 'nothing was refused'
}

it('a name that resembles a known one is a question', () =>
  expect(refusal('version: 1\nchecks: {no-bisekt: off}\n')).toMatch(/checks\.no-bisekt: there is no such check\. Did you mean no-bisect\?/))

describe('faults are reported with file, line and expected value', () => {
  it.each([
    ['version: 2\n', 'ddbstream.config.yaml:1: version: expected 1, got 2'],
    ['checks: {}\n', 'ddbstream.config.yaml:1: version: expected'],
    ['version: 1\nthresholds:\n  errorRate: many\n', 'ddbstream.config.yaml:3: thresholds.errorRate: expected number, got "many"'],
    ['version: 1\nthresholds:\n  errorRate: 7\n', 'ddbstream.config.yaml:3: thresholds.errorRate: expected 1 or less, got 7'],
    ['version: 1\n\nthreshold: {}\n', 'ddbstream.config.yaml:3: threshold: there is no such key. Did you mean thresholds?'],
    [
      'version: 1\nfruit: {}\n',
      'ddbstream.config.yaml:2: fruit: there is no such key; expected $schema, version, thresholds, checks, assert, functions, mutes, notify',
    ],
    ['version: 1\nthresholds: {errorRat: 1}\n', 'thresholds.errorRat: there is no such threshold. Did you mean errorRate'],
    ['version: 1\nchecks: {fruit: off}\n', 'checks.fruit: there is no such check. `ddbstream init` lists them'],
    [
      'version: 1\nassert:\n  BatchSise: {is: 1}\n',
      'config.yaml:3: assert.BatchSise: there is no such setting that can be asserted. Did you mean BatchSize?',
    ],
    ['version: 1\nassert:\n  BatchSize: {atLest: 1}\n', 'assert.BatchSize.atLest: there is no such key. Did you mean atLeast'],
    ['version: 1\nassert:\n  BatchSize: {severity: low}\n', 'assert.BatchSize: expected one of is, oneOf'],
    [
      'version: 1\nfunctions:\n  - match: {tga: {team: a}}\n',
      'ddbstream.config.yaml:3: functions.0.match.tga: there is no such key. Did you mean tag?',
    ],
    ['version: 1\nfunctions:\n  - match: [{tga: {team: a}}]\n', 'functions.0.match.0.tga: there is no such key. Did you mean tag?'],
    ['version: 1\nfunctions:\n  - match: {account: 123456789012}\n', 'match.account: expected a text: put 123456789012 in quotes'],
    ['version: 1\nfunctions:\n  - match: {account: "12345"}\n', 'match.account: expected an account number of 12 digits'],
    ['version: 1\nfunctions:\n  - match: {}\n', 'functions.0.match: expected one of function, table, tag, stack, account, region'],
    ['version: 1\nfunctions:\n  - match: {tag: {}}\n', 'functions.0.match.tag: expected a tag and its value'],
    [
      'version: 1\nmutes:\n  - {check: no-bisect, owner: o, reason: r, until: 2026-12-31}\n',
      'ddbstream.config.yaml:3: mutes.0: expected match, which names the functions',
    ],
    ['version: 1\nchecks:\n  no-bisect: of\n', 'ddbstream.config.yaml:3: checks.no-bisect: expected "on", "off", "info"'],
    [
      'version: 1\nchecks:\n  error-rate: off\n  no-bisekt: off\n',
      'ddbstream.config.yaml:4: checks.no-bisekt: there is no such check. Did you mean no-bisect?',
    ],
    ['version: 1\nassert:\n  BatchSize: {}\n', 'ddbstream.config.yaml:3: assert.BatchSize: expected one of is, oneOf'],
    ['version: 1\nfunctions:\n  - match: "a b"\n', 'ddbstream.config.yaml:3: functions.0.match: expected'],
    [
      'version: 1\nmutes:\n  - function: a\n    check: no-bisect\n    owner: o\n    reason: r\n',
      'ddbstream.config.yaml:3: mutes.0.until: expected string, and it is missing',
    ],
    [
      'version: 1\nmutes:\n  - {function: a, check: no-bisect, owner: o, reason: r, until: 31.12.2026}\n',
      'mutes.0.until: expected a day such as 2026-12-31',
    ],
    ['version: 1\nmutes:\n  - {function: a, check: nothing, owner: o, reason: r, until: 2026-12-31}\n', 'mutes.0.check: expected one of '],
    ['version: 1\nnotify:\n  - {on: [bad], command: []}\n', 'notify.0.on.0: expected "critical"'],
    ['version: 1\n  checks: {\n', 'ddbstream.config.yaml:'],
    [
      'version: 1\nfunctions:\n  - checks: {}\n',
      'ddbstream.config.yaml:3: functions.0.match: expected a text or a map of keys or a list, and it is missing',
    ],
    [
      'version: 1\nassert:\n  BatchSize: {is: [1]}\n',
      'ddbstream.config.yaml:3: assert.BatchSize.is: expected a text, a number, true or false',
    ],
    [
      'version: 1\nfunctions:\n  - match: *-importer\n',
      'ddbstream.config.yaml:3: *-importer is not the name of an anchor before it; a text',
    ],
    ['version: 1\nchecks: &a {no-bisect: *a}\n', 'ddbstream.config.yaml:2: *a is not the name of an anchor before it'],
    [
      `a: &a [${'1,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`,
      'ddbstream.config.yaml:1: Excessive alias count',
    ],
    ['', 'the file: expected object, got null'],
    ['- 1\n', 'the file: expected object'],
  ])('%j', (text, words) => {
    expect(refusal(text)).toMatch(/^2 /)
    expect(refusal(text)).toContain(words)
  })

  it('in JSON too, every place at once', () => {
    const text = '{\n "version": 1,\n "thresholds": {"errorRate": -1},\n "checks": {"x": "off"}\n}'
    expect(refusal(text, 'c.json')).toContain(
      'c.json:3: thresholds.errorRate: expected 0 or more, got -1\nc.json:4: checks.x: there is no such check',
    )
  })
})

it('anchors and aliases are taken', () =>
  expect(parse('version: 1\nchecks: &a {no-bisect: off}\nfunctions: [{match: b, checks: *a}]\n').functions?.[0]?.checks).toEqual({
    'no-bisect': 'off',
  }))

describe('the settings of a function', () => {
  const config = parse(`
version: 1
thresholds: {iteratorAgeSeconds: 60}
checks: {no-bisect: off}
assert: {BatchSize: {atMost: 100}}
functions:
  - match: nightly-*
    thresholds: {iteratorAgeSeconds: 3600}
    checks: {error-rate: low}
  - match: [nightly-report, "other-?"]
    checks: {no-bisect: critical}
    assert: {Timeout: {atMost: 60}}
mutes:
  - {function: nightly-*, check: poison-record, owner: a, reason: b, until: 2026-12-31}
`)
  const settings = settingsOf(config)

  it('the guide without a configuration', () => {
    const none = {thresholdsFrom: {}, checks: {}, assert: {}, mutes: [], rules: [], undecided: []}
    expect(settingsOf(undefined)(subject('x'))).toEqual({thresholds, ...none})
  })
  it('the settings for all', () => {
    expect(settings(subject('orders'))).toEqual({
      thresholds: {...thresholds, iteratorAgeSeconds: 60},
      thresholdsFrom: {iteratorAgeSeconds: 'ddbstream.config.yaml:3'},
      checks: {'no-bisect': {set: 'off', from: 'ddbstream.config.yaml:4'}},
      assert: {BatchSize: {atMost: 100, from: 'ddbstream.config.yaml:5'}},
      mutes: [],
      rules: [],
      undecided: [],
    })
  })
  it('the later rule decides, and rules add up', () => {
    const {thresholds: own, checks, assert, mutes, rules} = settings(subject('nightly-report'))
    expect(own.iteratorAgeSeconds).toBe(3600)
    expect(checks).toEqual({
      'no-bisect': {set: 'critical', from: 'ddbstream.config.yaml:11'},
      'error-rate': {set: 'low', from: 'ddbstream.config.yaml:9'},
    })
    expect(assert).toMatchObject({BatchSize: {atMost: 100}, Timeout: {atMost: 60, from: 'ddbstream.config.yaml:12'}})
    expect(mutes).toEqual([
      {match: 'nightly-*', check: 'poison-record', owner: 'a', reason: 'b', until: '2026-12-31', from: 'ddbstream.config.yaml:14'},
    ])
    expect(rules.map(({from}) => from)).toEqual(['ddbstream.config.yaml:7', 'ddbstream.config.yaml:10'])
  })
  it.each([
    ['other-1', 'critical'],
    ['other-12', 'off'],
    ['xother-1', 'off'],
  ])('? is one letter: %s', (name, set) => expect(settings(subject(name)).checks['no-bisect']?.set).toBe(set))
})

it('the file of init is valid, and so is all of it without its comment signs', () => {
  const written = template('config.schema.json', listedNames)
  const contentOf = ({source: _, ...content}: Config) => content
  expect(written.split('\n')[0]).toBe('# yaml-language-server: $schema=config.schema.json')
  expect(contentOf(parse(written))).toEqual({version: 1})
  // Lists of names are prose between the keys.
  const awake = written.replace(/^# (?=[a-z]+:$| {2}[ -]*(# )?[\w-]+: | {2}[ -]*# )/gim, '')
  const content = contentOf(parse(awake))
  expectSchema('config', content)
  expect(content.thresholds).toEqual(thresholds)
  expect(Object.keys(content.checks ?? {}).sort()).toEqual([...checkIds].sort())
  expect(Object.keys(content).sort()).toEqual(['assert', 'checks', 'functions', 'mutes', 'notify', 'thresholds', 'version'])
})
