import type {Connection} from '../../aws/index.ts'
import type {Journal} from '../../model/plan/journal.ts'
import type {Settings} from '../../model/plan/plan.ts'
import type {Snippet} from '../../model/plan/snippet.ts'
import {alarmSnippets, snippets} from '../../reports/snippets/index.ts'
import {printable} from '../../text/printable.ts'
import type {Planned} from '../../use-cases/changes/run-change.ts'
import {type ConnectionFlags, connectionOf} from '../run/connection.ts'
import {print} from '../terminal/stdio.ts'

type MakePlan = (connection: Connection, journal: Journal) => Promise<Planned>
/** Prints a plan's outcome in the words of somebody's infrastructure code. Nothing is changed. */
export const printSnippet = (flags: ConnectionFlags, format: keyof typeof snippets, plan: MakePlan): Promise<void> =>
  printFrom(flags, plan, planned => snippets[format](snippetOf(planned)))

/** Prints the alarms of a plan. Nothing is changed. */
export const printAlarms = (flags: ConnectionFlags, format: keyof typeof alarmSnippets, plan: MakePlan): Promise<void> =>
  printFrom(flags, plan, ({plan: {steps}}) => alarmSnippets[format](steps.map(({after}) => after.Alarm as Settings)))

async function printFrom(flags: ConnectionFlags, plan: MakePlan, write: (planned: Planned) => string): Promise<void> {
  const {journalOf} = await import('../../use-cases/changes/journal.ts')
  const planned = await plan(await connectionOf(flags), journalOf(flags.lab !== undefined))
  print(write(planned).split('\n').map(printable).join('\n'))
}

function snippetOf({plan, scope, selection}: Planned): Snippet {
  const {functionName, qualifier, eventSourceArn, startingPosition} = selection.selected.mapping
  const afterOf = (kind: string): Settings =>
    Object.assign({}, ...plan.steps.filter(({target}) => target.kind === kind).map(({after}) => after))
  const {MemorySize: memory, Timeout: timeout} = afterOf('configuration')
  const {ReservedConcurrentExecutions: reserved} = afterOf('concurrency')
  return {
    region: scope.region,
    functionName,
    qualifier,
    streamArn: eventSourceArn,
    startingPosition: startingPosition ?? 'TRIM_HORIZON',
    settings: {...plan.seen, ...afterOf('mapping')},
    memoryMb: typeof memory === 'number' ? memory : undefined,
    timeoutSeconds: typeof timeout === 'number' ? timeout : undefined,
    reservedConcurrency: reserved === undefined ? undefined : (reserved as number | null),
    calls: plan.steps.map(({call}) => call),
  }
}
