import type {CompositeAlarm} from '@aws-sdk/client-cloudwatch'
import type {LabAlarm} from '../../simulation/engine/world.ts'
import type {Account} from '../protocol/account.ts'
import {operation} from '../protocol/operation.ts'
import {flag, type Input, required, text} from '../protocol/shapes.ts'
import {parseRule, RuleFault} from './alarm-rule.ts'
import {actions, alarmArn, alarmName} from './alarm-shapes.ts'
import {stateOf} from './alarm-state.ts'
import {validationError} from './metrics.ts'
import {tagList, tagNew} from './tags.ts'

const input = {
  AlarmName: required(alarmName),
  AlarmRule: required(text({min: 1, max: 10_240})),
  AlarmDescription: text({max: 1024}),
  ActionsEnabled: flag,
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  Tags: tagList,
} as const

/** An alarm over the states of others. */
export interface LabCompositeAlarm {
  name: string
  arn: string
  input: Omit<Input<typeof input>, 'Tags'>
  updatedMs: number
}

/** The rule, where it can be read and names alarms that exist. */
function checkedRule({world, composites}: Account, rule: string): void {
  try {
    for (const name of parseRule(rule).named) {
      if (!world.alarms.has(name) && !composites.has(name)) throw new RuleFault(`The alarm ${name} in the rule does not exist.`)
    }
  } catch (error) {
    throw error instanceof RuleFault ? validationError(error.message) : error
  }
}

export const putCompositeAlarm = operation({
  action: 'cloudwatch:PutCompositeAlarm',
  input,
  resource: ({AlarmName}, {world}) => alarmArn(world, AlarmName),
  run: ({Tags, ...given}, account) => {
    const {world, composites} = account
    checkedRule(account, given.AlarmRule)
    const {AlarmName: name} = given
    const arn = alarmArn(world, name)
    if (!composites.has(name)) tagNew(account, arn, Tags)
    composites.set(name, {name, arn, input: given, updatedMs: world.nowMs})
    return {}
  },
})

/** The state of an alarm of either kind; undefined where there is none, or where composite alarms name each other in a circle. */
function stateOfAny(account: Account, name: string, above: readonly string[]): LabAlarm['state'] | undefined {
  const metric = account.world.alarms.get(name)
  if (metric !== undefined) return stateOf(account.world, metric).state
  const composite = account.composites.get(name)
  if (composite === undefined || above.includes(name)) return undefined
  const {holds} = parseRule(composite.input.AlarmRule)
  return holds(other => stateOfAny(account, other, [...above, name])) ? 'ALARM' : 'OK'
}

export function compositeView(account: Account, {name, arn, input: given, updatedMs}: LabCompositeAlarm): CompositeAlarm {
  const state = stateOfAny(account, name, []) ?? 'INSUFFICIENT_DATA'
  return {
    ...given,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(updatedMs),
    ActionsEnabled: given.ActionsEnabled ?? true,
    OKActions: given.OKActions ?? [],
    AlarmActions: given.AlarmActions ?? [],
    InsufficientDataActions: given.InsufficientDataActions ?? [],
    StateValue: state,
    StateReason: `The rule ${given.AlarmRule} evaluates to ${state === 'ALARM' ? 'TRUE' : 'FALSE'}`,
    StateUpdatedTimestamp: new Date(updatedMs),
    StateTransitionedTimestamp: new Date(updatedMs),
  }
}
