import {describe, expect, it} from 'vitest'
import {defaultSettings} from '../../src/config/settings.ts'
import {runChecks} from '../../src/diagnosis/judge.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import {renderAll} from '../../src/diagnosis/render-fixes.ts'
import type {Fix} from '../../src/model/check.ts'
import type {Mapping} from '../../src/model/evidence/evidence.ts'
import {evidence, functionMetrics, functionVersion, lambdaFunction, mapping, moment, type Parts, published} from '../support/evidence.ts'
import {weighing} from '../support/weigh.ts'

const lookupIn = (parts: Partial<Parts>) => {
  const all = evidence(parts)
  return lookupOf(all, all.pipelines[0]!, moment)
}
const at = '--region us-east-1 --function-name orders-projector'
const versions = [functionVersion('7')]
const possible: Fix = {summary: 'Roll back.', command: 'ddbstream remap orders-projector --region us-east-1 --version 7'}
const refused: Fix = {summary: 'Roll back.', command: 'ddbstream remap orders-projector --region us-east-1 --version 3'}
const deletion: Fix = {summary: 'Delete it.', command: 'aws lambda delete-event-source-mapping --uuid x'}

describe('a fix that AWS would refuse', () => {
  const commands = (...fixes: Fix[]) => renderAll(fixes, lookupIn({versions}), moment).map(({command}) => command)

  it('is not printed', () => {
    expect(commands(possible, refused)).toEqual([possible.command])
    expect(commands(possible)).toEqual([possible.command])
  })

  it('leaves its reason where it would come first, since the next fixes may be right only after it', () => {
    expect(renderAll([refused, deletion], lookupIn({versions}), moment)).toEqual([
      {summary: 'The function has no version 3.', command: ''},
      deletion,
    ])
  })

  it('makes way for the step that makes it possible', () => {
    const small = {
      function: lambdaFunction({reservedConcurrency: 2}),
      accountSettings: {concurrentExecutions: 50, unreservedConcurrentExecutions: 48},
      functionMetrics: functionMetrics(() => 900, {
        'Throttles.Sum': published(() => 40),
        'ConcurrentExecutions.Maximum': published(() => 2),
      }),
    }
    const [cause] = weighing(small).causes
    expect(cause?.id).toBe('throttled-concurrency')
    expect(cause?.fixes[0]?.command).toMatch(/^aws service-quotas request-service-quota-increase .*--quota-code L-B99A9384 /)
    expect(cause?.fixes[0]?.summary).toMatch(/no concurrency to reserve.*Service Quotas/)
    const found = runChecks(id => id === 'reserved-concurrency-too-low', defaultSettings, lookupIn(small), moment)
    expect(found.find(({status}) => status === 'fail')?.fix?.command).toMatch(/request-service-quota-increase/)
  })
})

it('never lists the versions of a function that does not exist', () => {
  const parts = {function: null, versions: []}
  const found = runChecks(() => true, defaultSettings, lookupIn(parts), moment)
  const all = [...found.flatMap(({fix}) => fix ?? []), ...weighing(parts).causes.flatMap(({fixes}) => fixes)]
  expect(all.map(({command}) => command).filter(command => /list-versions|get-function/.test(command))).toEqual([])
  expect(found.find(({check, status}) => check === 'function-not-active' && status === 'fail')?.fix?.command).toMatch(/create-function/)
})

it.each([
  ['an alias', 'live', / --publish && aws lambda wait function-active-v2 .* && aws lambda create-alias .*--function-version VERSION$/],
  ['a version', '7', / --publish && aws lambda wait function-active-v2 .* && ddbstream remap orders-projector:7 .*--version latest$/],
])('makes the function before %s of it', (_name, qualifier, command) => {
  const [cause] = weighing({function: null, versions: [], mapping: mapping({qualifier})}).causes
  expect(cause?.fixes[0]).toMatchObject({
    command: expect.stringMatching(command),
    doubt: expect.stringMatching(/without your package/),
  })
})

describe('a low age limit', () => {
  const smaller: Fix = {summary: 'Smaller batches.', change: {BatchSize: 50}}
  const advised = (given: Partial<Mapping>, ageSeconds: number, fix = smaller) =>
    renderAll([fix], lookupIn({mapping: mapping(given), functionMetrics: functionMetrics(() => ageSeconds)}), moment)[0]

  it.each([
    ['none', {}, 40, / --set BatchSize=50$/],
    ['that the pause reaches', {maximumRecordAgeSeconds: 300}, 40, / --set BatchSize=50 --set MaximumRecordAgeInSeconds=-1$/],
    ['that it does not reach', {maximumRecordAgeSeconds: 400}, 40, / --set BatchSize=50$/],
    ['of a mapping that is off', {maximumRecordAgeSeconds: 300, state: 'Disabled'}, 40, / --set BatchSize=50$/],
  ])('%s: another change takes it off where its pause would discard records', (_name, given, ageSeconds, command) => {
    expect(advised(given, ageSeconds)?.command).toMatch(command)
    expect(/would discard the records/.test(advised(given, ageSeconds)?.summary ?? '')).toBe(/Age/.test(command.source))
  })

  it('keeps a limit that the change itself sets', () => {
    const raised: Fix = {summary: 'Raise it.', change: {MaximumRecordAgeInSeconds: 3600}}
    expect(advised({maximumRecordAgeSeconds: 300}, 40, raised)?.command).toMatch(/ --set MaximumRecordAgeInSeconds=3600$/)
  })
})

it('knows that a call needs the function', () => {
  expect(renderAll([{summary: 'Look.', command: `aws lambda get-function ${at}`}], lookupIn({function: null}), moment)[0]).toMatchObject({
    summary: 'The function orders-projector does not exist: AWS refuses every call on it.',
    command: '',
  })
})
