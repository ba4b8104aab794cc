import type {Simulation} from '../simulation/engine/simulation.ts'
import {defineCareless} from './careless.ts'
import {accountId, type Draw, functionName, region, topicArn} from './plan.ts'

/** An alarm of the function as PutMetricAlarm takes it. */
interface AlarmGiven {
  name: string
  MetricName: string
  Statistic: string
  Threshold: number
  TreatMissingData: string
}

function putAlarm({world}: Simulation, {name, ...given}: AlarmGiven): void {
  const input = {
    AlarmName: name,
    Namespace: 'AWS/Lambda',
    Dimensions: [{Name: 'FunctionName', Value: functionName}],
    Period: 60,
    EvaluationPeriods: 5,
    ComparisonOperator: 'GreaterThanThreshold',
    ActionsEnabled: true,
    AlarmActions: [topicArn],
    ...given,
  }
  const arn = `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`
  world.alarms.set(name, {name, arn, input, state: 'INSUFFICIENT_DATA', updatedMs: world.nowMs})
}

const [ageAlarm, errorAlarm] = ['orders-projector late', 'orders-projector fails']

/** An alarm on the age that also sees a consumer that is gone, and one on the errors; both call somebody. */
function putGoodAlarms(simulation: Simulation, draw: Draw): void {
  const limits = draw('limits')
  putAlarm(simulation, {
    name: ageAlarm,
    MetricName: 'IteratorAge',
    Statistic: 'Maximum',
    Threshold: limits.pick([30_000, 60_000, 300_000]),
    TreatMissingData: 'breaching',
  })
  putAlarm(simulation, {
    name: errorAlarm,
    MetricName: 'Errors',
    Statistic: 'Sum',
    Threshold: limits.pick([1, 5, 10]),
    TreatMissingData: 'notBreaching',
  })
}

const change =
  (name: string, more: Record<string, unknown>) =>
  ({world}: Simulation) => {
    const alarm = world.alarms.get(name)
    if (alarm !== undefined) alarm.input = {...alarm.input, ...more}
  }

const drop =
  (name: string) =>
  ({world}: Simulation) =>
    void world.alarms.delete(name)

export const carelessAlarms = defineCareless({
  id: 'careless-alarms',
  story: 'The pipeline is healthy, but its alarms are missing, treat missing data as OK, or have no action.',
  fix: 'Nothing is urgent. Create one alarm on IteratorAge, one on Errors and one on a mapping that does not poll, each with an action.',
  base: {set: putGoodAlarms},
  flaws: [
    [
      {says: 'No alarm watches IteratorAge', set: drop(ageAlarm)},
      {says: 'The alarm on IteratorAge treats missing data as OK', set: change(ageAlarm, {TreatMissingData: 'notBreaching'})},
      {says: 'The alarm on IteratorAge ignores missing data', set: change(ageAlarm, {TreatMissingData: 'ignore'})},
    ],
    [
      {says: 'No alarm watches Errors', set: drop(errorAlarm)},
      {says: 'The alarm on Errors has no action', set: change(errorAlarm, {AlarmActions: []})},
      {says: 'The actions of the alarm on Errors are disabled', set: change(errorAlarm, {ActionsEnabled: false})},
    ],
  ],
  apart: {
    says: 'A mute rule silences the alarm on IteratorAge',
    set({world}) {
      const name = 'maintenance'
      const arn = `arn:aws:cloudwatch:${region}:${accountId}:alarm-mute-rule:${name}`
      // For 15 days, the longest time that a rule can mute.
      const fromMs = world.nowMs
      world.muteRules.set(name, {name, arn, alarmNames: [ageAlarm], fromMs, toMs: fromMs + 15 * 86_400_000})
    },
  },
})
