import type {LabAlarm} from '../../simulation/engine/world.ts'

type State = LabAlarm['state']
type Rule = (stateOf: (alarm: string) => State | undefined) => boolean

/** The fault in the rule of a composite alarm; thrown with AWS's error. */
export class RuleFault extends Error {}

const symbol = /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|([^")\s]+))\s*\)|(AND|OR|NOT|TRUE|FALSE|\(|\)))/y

interface Reading {
  text: string
  at: number
  /** Alarms that the rule names, by name. */
  named: Set<string>
}

/** The next symbol, without taking it; null at the end. */
function peek({text, at}: Reading): RegExpExecArray | null {
  symbol.lastIndex = at
  const found = symbol.exec(text)
  if (found === null && text.slice(at).trim() !== '') throw new RuleFault(`Could not parse the alarm rule at position ${at}.`)
  return found
}

function take(reading: Reading, word: string): boolean {
  const found = peek(reading)
  if (found?.[4] !== word) return false
  reading.at += found[0].length
  return true
}

/** An alarm is named by its name or its ARN. */
const nameOf = (given: string): string => /^arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:(.+)$/.exec(given)?.[1] ?? given

function operand(reading: Reading): Rule {
  if (take(reading, 'NOT')) {
    const inner = operand(reading)
    return stateOf => !inner(stateOf)
  }
  if (take(reading, '(')) {
    const inner = either(reading)
    if (!take(reading, ')')) throw new RuleFault('The alarm rule misses a closing parenthesis.')
    return inner
  }
  if (take(reading, 'TRUE')) return () => true
  if (take(reading, 'FALSE')) return () => false
  const found = peek(reading)
  const [all, state, quoted, plain] = found ?? []
  if (all === undefined || state === undefined) throw new RuleFault(`The alarm rule misses a condition at position ${reading.at}.`)
  reading.at += all.length
  const name = nameOf(quoted ?? plain ?? '')
  reading.named.add(name)
  return stateOf => stateOf(name) === state
}

function both(reading: Reading): Rule {
  const parts = [operand(reading)]
  while (take(reading, 'AND')) parts.push(operand(reading))
  return stateOf => parts.every(part => part(stateOf))
}

function either(reading: Reading): Rule {
  const parts = [both(reading)]
  while (take(reading, 'OR')) parts.push(both(reading))
  return stateOf => parts.some(part => part(stateOf))
}

/** Reads the rule of a composite alarm: ALARM(…), OK(…), INSUFFICIENT_DATA(…), TRUE, FALSE, AND, OR, NOT (CloudWatch API reference). */
export function parseRule(text: string): {holds: Rule; named: ReadonlySet<string>} {
  const reading: Reading = {text, at: 0, named: new Set()}
  const holds = either(reading)
  if (peek(reading) !== null) throw new RuleFault(`Could not parse the alarm rule at position ${reading.at}.`)
  return {holds, named: reading.named}
}
