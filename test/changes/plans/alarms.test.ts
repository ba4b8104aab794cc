import {describe, expect, it, test} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {planAlarms} from '../../../src/changes/plans/alarms.ts'
import type {Alarm} from '../../../src/model/evidence/evidence.ts'
import type {Settings} from '../../../src/model/plan/plan.ts'
import {preview} from '../../../src/reports/changes/change.ts'
import {alarmsInTerraform} from '../../../src/reports/snippets/alarms.ts'
import {aligned} from '../../../src/reports/snippets/hcl.ts'
import {mapping} from '../../support/evidence.ts'
import {selection} from './selected-pipeline.ts'

const counting = selection({mapping: mapping({metrics: ['EventCount']})})
const alarm = (metricName: string, dimensions: Record<string, string>, given: Partial<Alarm> = {}): Alarm => ({
  name: `team-${metricName}`,
  kind: 'metric',
  state: 'OK',
  actionsEnabled: true,
  actions: 1,
  treatMissingData: 'missing',
  threshold: 1,
  comparison: 'GreaterThanThreshold',
  periodSeconds: 60,
  metrics: [{namespace: 'AWS/Lambda', metricName, dimensions, statistic: 'Sum'}],
  rule: null,
  ...given,
})
const ofFunction = {FunctionName: 'orders-projector'}
const created = (selected: Parameters<typeof planAlarms>[0], alarms: Alarm[] = []) =>
  planAlarms(selected, alarms, null).steps.map(({target}) => ('name' in target ? target.name : ''))
const prefix = 'ddbstream-orders-projector-'
const all = ['iterator-age', 'error-rate', 'throttles', 'destination-failures', 'dropped-records', 'no-polling']

test('all six are created where there is none', () => {
  expect(created(counting)).toEqual(all.map(id => prefix + id))
})

test('a stopped mapping sends nothing: for no-polling missing data is the alarm', () => {
  const definition = planAlarms(counting, [], 'arn:aws:sns:us-east-1:123456789012:on-call').steps.at(-1)?.after.Alarm
  expect(definition).toMatchObject({
    MetricName: 'PolledEventCount',
    TreatMissingData: 'breaching',
    ComparisonOperator: 'LessThanThreshold',
    AlarmActions: ['arn:aws:sns:us-east-1:123456789012:on-call'],
  })
})

test('the lines are where the configuration draws them for the function', () => {
  const drawn = planAlarms(selection({thresholds: {...thresholds, iteratorAgeSeconds: 3600, errorRate: 0.07}}), [], null)
  expect(drawn.steps.slice(0, 2).map(({after: {Alarm}}) => Alarm)).toMatchObject([
    {Threshold: 3_600_000, AlarmDescription: expect.stringContaining('above 1 h.')},
    {Threshold: 0.07, AlarmDescription: expect.stringContaining('More than 7 % of')},
  ])
  const guide = planAlarms(selection(), [], null)
  expect(guide.steps.slice(0, 2).map(({after: {Alarm}}) => Alarm)).toMatchObject([{Threshold: 30_000}, {Threshold: 0.01}])
})

test('without its own counts two cannot be made, and it is said how', () => {
  expect(created(selection())).toEqual(all.slice(0, 4).map(id => prefix + id))
  expect(planAlarms(selection(), [], null).notes[0]).toMatch(/dropped-records and no-polling need.*--event-metrics/)
})

test('the metrics of a version end with the next one: alarms watch the function, and those of an alias the alias', () => {
  const dimensionsOn = (qualifier: string) =>
    planAlarms(selection({mapping: mapping({qualifier})}), [], null).steps.map(({after: {Alarm}}) =>
      (Alarm as {Dimensions?: {Value: string}[]}).Dimensions?.map(({Value}) => Value),
    )
  expect(dimensionsOn('2')[0]).toEqual(['orders-projector'])
  expect(dimensionsOn('live')[0]).toEqual(['orders-projector', 'orders-projector:live'])
  expect(created(selection({mapping: mapping({qualifier: '2'})}))[0]).toBe(`${prefix}iterator-age`)
})

describe('an alarm that exists', () => {
  it.each<[string, Alarm, string]>([
    ['on the metric of the function', alarm('IteratorAge', ofFunction), 'iterator-age'],
    ['on an expression', alarm('Errors', ofFunction, {kind: 'math'}), 'error-rate'],
    ['on the mapping', alarm('PolledEventCount', {EventSourceMappingUUID: mapping().uuid}), 'no-polling'],
  ])('%s is shown, and none is made in its place', (_, existing, id) => {
    expect(created(counting, [existing])).toEqual(all.filter(one => one !== id).map(one => prefix + one))
    expect(planAlarms(counting, [existing], null).alarms?.find(({watch}) => watch === id)?.existing).toMatchObject([
      {name: existing.name, kind: existing.kind},
    ])
  })

  it('on another function, or on all functions, does not count', () => {
    expect(created(counting, [alarm('IteratorAge', {FunctionName: 'other'}), alarm('IteratorAge', {})])).toHaveLength(6)
  })

  it('on the function counts for an alias of it', () => {
    const onAlias = selection({mapping: mapping({qualifier: 'live', metrics: ['EventCount']})})
    expect(created(onAlias, [alarm('Throttles', ofFunction)])).not.toContain(`${prefix}live-throttles`)
  })

  it('that tells nobody is named, unless a composite alarm tells for it', () => {
    const silent = alarm('IteratorAge', ofFunction, {actions: 0})
    const composite = alarm('', {}, {name: 'pipeline', kind: 'composite', metrics: [], rule: `ALARM("${silent.name}") OR ALARM("x")`})
    expect(planAlarms(counting, [silent], null).notes).toContainEqual(expect.stringContaining(`${silent.name} has no enabled action`))
    const plan = planAlarms(counting, [silent, composite], null)
    expect(plan.notes).not.toContainEqual(expect.stringContaining(silent.name))
    expect(plan.alarms?.[0]?.existing).toMatchObject([{partOf: ['pipeline']}])
  })
})

describe('the preview', () => {
  const style = {columns: 100, colour: false, unicode: true, verbose: false}
  const scope = {account: '123456789012', caller: null, region: 'us-east-1'}
  const shown = (verbose: boolean) =>
    preview({plan: planAlarms(counting, [alarm('IteratorAge', ofFunction)], null), scope, lock: null}, {...style, verbose})
  it('is one table: alarms that exist, and the condition of the new ones', () => {
    const text = shown(false).replaceAll(/\s+/g, ' ')
    expect(text).toMatch(/ throttles none; new: Throttles Sum above 0 in 3 of 3 minutes; missing data is notBreaching /)
    expect(text).toMatch(/5 calls of cloudwatch:PutMetricAlarm \(reasons and inputs: --verbose\)\./)
    expect(text).not.toMatch(/Create the alarm throttles|iterator-age none/)
  })
  it('has the steps with their inputs under --verbose', () => expect(shown(true)).toMatch(/1\. Create the alarm error-rate/))
})

test('the Terraform snippet is aligned as `terraform fmt` does', () => {
  const lines = alarmsInTerraform(planAlarms(counting, [], null).steps.map(({after: {Alarm}}) => Alarm as Settings)).split('\n')
  expect(aligned(lines)).toEqual(lines)
})
