import {createInterface} from 'node:readline'
import type {ChangeReport} from '../../model/plan/change-report.ts'
import type {Loss, Operation} from '../../model/plan/plan.ts'
import {UserError} from '../../model/user-error.ts'
import {count} from '../../text/units.ts'

/** The question before a change. With `typed`, the answer is that name instead of yes: for changes that cannot be undone. */
export interface Question {
  text: string
  typed: string | null
}

/** "Apply 2 changes to orders-projector:live (us-east-1, account 123456789012), while about 530 records a minute wait?" */
export function questionOf({plan, scope}: Pick<ChangeReport, 'plan' | 'scope'>, profile: string | undefined): Question {
  const name = plan.qualifier === null ? plan.function : `${plan.function}:${plan.qualifier}`
  const where = [scope.region, `account ${scope.account ?? 'unknown'}`, ...(profile === undefined ? [] : [`profile ${profile}`])].join(', ')
  const target = `${name} (${where})`
  const {losses = [], waiting} = plan
  if (losses.length > 0) {
    return {text: `This change of ${target} discards ${lostWords(losses)}. Type ${plan.function} to continue:`, typed: plan.function}
  }
  return {text: `Apply ${count(plan.steps.length, 'change')} to ${target}${waitingWords(waiting?.recordsPerMinute ?? null)}?`, typed: null}
}

/** "Undo 1 change of orders-projector:live (us-east-1, account 123456789012), while about 530 records a minute wait?" */
export function undoQuestionOf({function: name, region, account, recordsPerMinute = null}: Operation, changes: number): Question {
  const target = `${name} (${region}, account ${account ?? 'unknown'})`
  return {text: `Undo ${count(changes, 'change')} of ${target}${waitingWords(recordsPerMinute)}?`, typed: null}
}

const waitingWords = (perMinute: number | null): string => (perMinute ? `, while about ${count(perMinute, 'record')} a minute wait` : '')

/** How many records are lost at most. Single losses add up; a loss of unknown size makes the sum unknown. */
function lostWords(losses: readonly Loss[]): string {
  const once = losses.filter(({repeats}) => !repeats).map(({records}) => records)
  const known = once.filter(records => records !== null)
  if (known.length < once.length) return 'an unknown number of records'
  if (known.length > 0)
    return `up to ${count(
      known.reduce((sum, records) => sum + records, 0),
      'record',
    )}`
  return `up to ${count(Math.max(...losses.map(({records}) => records ?? 0)), 'record')} each time a batch fails`
}

export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Asks on stderr. Nobody to ask, or no, is a refusal. */
export async function agreed(yes: boolean, {text, typed}: Question, paint: (text: string) => string = plain => plain): Promise<void> {
  if (yes) return
  if (!canAsk())
    throw new UserError('E_NOT_CONFIRMED', 'Cannot prompt for confirmation (no terminal). Nothing was changed.', [
      'Add --yes to proceed without a prompt, or --dry-run to see the plan.',
    ])
  const answer = typed === null ? await confirmed(text) : await isTyped(`${paint(text)} `, typed)
  if (answer === true) return
  throw new UserError(answer === null ? 'E_INTERRUPTED' : 'E_NOT_CONFIRMED', 'Nothing was changed.')
}

/** Null where it was interrupted. */
async function confirmed(message: string): Promise<boolean | null> {
  const {default: confirm} = await import('@inquirer/confirm')
  return confirm({message, default: false}, {output: process.stderr}).catch(() => null)
}

const isTyped = (text: string, name: string): Promise<boolean | null> =>
  new Promise(resolve => {
    const lines = createInterface({input: process.stdin, output: process.stderr})
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => resolve(null))
    lines.question(text, answer => {
      resolve(answer.trim() === name)
      lines.close()
    })
  })
