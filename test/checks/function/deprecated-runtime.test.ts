import {expect, it} from 'vitest'
import {runtimeDates, successorOf} from '../../../src/aws-facts/runtimes.ts'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {deprecatedRuntime} from '../../../src/checks/function/deprecated-runtime.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const runtime = (name: string | null, given = {}) => ({function: lambdaFunction({runtime: name, ...given})})

// The evidence is of 23 November 2026.
testCheck(deprecatedRuntime, {
  fail: [
    ['deprecated last year', runtime('nodejs18.x'), {deprecatedOn: '2025-09-01', updateBlockedOn: '2027-03-03', updateBlocked: false}],
    ['closed to changes', runtime('nodejs12.x'), {updateBlocked: true}],
    ['an OS-only runtime', runtime('provided.al2'), {deprecatedOn: '2026-07-31'}],
    ['one without a successor', runtime('go1.x'), {deprecatedOn: '2024-01-08'}],
  ],
  pass: [
    ['current', runtime('python3.14')],
    ['deprecated in more than 180 days', runtime('python3.11')],
    ['newer than the list', runtime('nodejs26.x')],
    ['newer than the list by its minor version', runtime('python3.15')],
    ['a runtime without a date', runtime('java17.al2023')],
    ['a runtime of the customer', runtime('custom')],
    ['an image', runtime(null, {packageType: 'Image'})],
    ['no function', {function: null}],
  ],
  undecidable: [
    ['older than the list', runtime('nodejs0.8')],
    ['another name of a version in the list', runtime('python3.14.al2027')],
    ['no runtime told, and no image', runtime(null)],
    ['a name that every object has', runtime('constructor')],
  ],
  unknownWithout: [['function']],
})

const judge = (name: string, day: string) => {
  const found = deprecatedRuntime.run(runtime(name), {}, {nowMs: Date.parse(day), startMs: 0, thresholds})
  return 'undecidable' in found ? [] : found.map(({facts, fix}) => ({says: deprecatedRuntime.text.found(facts), fix}))
}

it('gives notice for 180 days, and names the dates with their effects', () => {
  expect(judge('nodejs22.x', '2026-10-31')).toEqual([])
  expect(judge('nodejs22.x', '2026-11-01')[0]?.says).toContain('will be deprecated on 2027-04-30, in 180 days')
  expect(judge('nodejs22.x', '2027-04-30')[0]?.says).toContain('was deprecated on 2027-04-30')
  expect(judge('nodejs22.x', '2027-06-30')[0]?.says).toContain('From 2027-07-01 on AWS refuses updates')
  expect(judge('nodejs22.x', '2027-07-01')[0]?.says).toContain('Since 2027-07-01 AWS refuses updates')
})

it('hands over the command for the successor, where there is one', () => {
  expect(judge('python3.9', '2026-11-23')[0]?.fix).toMatchObject({
    command: 'aws lambda update-function-configuration --region us-east-1 --function-name orders-projector --runtime python3.14',
  })
  expect(judge('go1.x', '2026-11-23')[0]?.fix).toBeNull()
  expect(['java8', 'java11', 'dotnetcore3.1', 'provided', 'java25', 'nodejs24.x'].map(successorOf)).toEqual([
    'java8.al2023',
    'java11.al2023',
    'dotnet10',
    'provided.al2023',
    null,
    null,
  ])
})

it('every date is a day, and a runtime is closed no earlier than it is deprecated', () => {
  for (const [name, [deprecated, create, update]] of Object.entries(runtimeDates)) {
    for (const date of [deprecated, create, update])
      if (date !== null) expect(new Date(date).toISOString(), name).toMatch(new RegExp(`^${date}T00`))
    if (deprecated === null) expect([create, update], name).toEqual([null, null])
    else expect(update !== null && update >= deprecated, name).toBe(true)
  }
})
