import type {ChangeReport} from '../../model/plan/change-report.ts'
import {cannotBeUndone} from '../../model/plan/plan.ts'
import {targetLabel} from '../../text/function-label.ts'
import {shellWord} from '../../text/shell.ts'
import {count, duration} from '../../text/units.ts'
import {table} from '../text/columns.ts'
import {commandLines} from '../text/command-lines.ts'
import {accountName} from '../text/names.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {settingText, stepLines} from './step-lines.ts'

type Parts = Pick<ChangeReport, 'plan' | 'scope' | 'lock'>

/** A preview of a change: its place and caller, each call, the wait of the records, and the risks. */
export function preview(report: Parts, style: Style): string {
  const page = pageOf(style)
  const {plan, lock} = report
  const lost = (plan.losses ?? []).map(({words}) => words)
  return [
    ...heading(report, page),
    '',
    ...wrap(page.text(plan.summary), page.prose),
    ...alarmLines(plan, page),
    ...(plan.alarms === null || style.verbose
      ? plan.steps.flatMap((step, i) => ['', ...stepLines(step, i + 1, page)])
      : callLines(plan, page)),
    ...section('Guard', guardSentences(plan), page),
    ...section('Records', plan.waiting === null ? [] : [plan.waiting.words], page),
    ...section('Record loss', lost, page, page.ink.bgRed.whiteBright),
    ...section(
      'Risk',
      plan.risks.filter(risk => !lost.includes(risk)),
      page,
      page.ink.red,
    ),
    ...section('Note', plan.notes, page),
    ...section(
      'Locked',
      lock === null ? [] : [`${lock.owner} is changing this mapping (operation ${lock.operation}, until ${lock.expiresAt} at the latest).`],
      page,
    ),
  ]
    .map(line => line.trimEnd())
    .join('\n')
}

function heading({plan, scope}: Parts, page: Page): string[] {
  const name = targetLabel(plan)
  const where = [scope.region, accountName(scope), scope.caller ?? 'caller unknown']
  return [
    ...wrap(
      page.text(`${plan.command} ${name}${plan.mapping === null ? '' : ` ${page.glyphs.dot} mapping ${plan.mapping}`}`),
      page.prose,
    ).map(line => page.ink.bold(line)),
    ...flow(
      where.map(part => page.text(part)),
      ` ${page.glyphs.dot} `,
      page.style.columns,
    ).map(line => page.ink.dim(line)),
  ]
}

/** The watched metrics, and the alarm of each: existing ones, or the new one. */
function alarmLines({alarms, steps}: Parts['plan'], page: Page): string[] {
  if (alarms === null) return []
  const conditionOf = (watch: string): string | null => {
    const step = steps.find(({target}) => target.kind === 'alarm' && target.name.endsWith(`-${watch}`))
    return step === undefined ? null : settingText(step.after.Alarm)
  }
  const rows = alarms.map(({watch, existing}) => ({
    cells: [page.text(watch)],
    text: page.text(existing.length === 0 ? newText(conditionOf(watch)) : existing.map(alarmText).join('; ')),
    paint: existing.length === 0 ? page.ink.yellow : page.ink.green,
  }))
  return ['', ...table(rows, page)]
}

const newText = (condition: string | null): string => (condition === null ? 'none' : `none; new: ${condition}`)

/** The calls of a plan whose table shows their effect. */
function callLines({steps}: Parts['plan'], page: Page): string[] {
  const actions = [...new Set(steps.map(({call}) => call.action))]
  if (actions.length === 0) return []
  return ['', ...wrap(page.text(`${count(steps.length, 'call')} of ${actions.join(', ')} (reasons and inputs: --verbose).`), page.prose)]
}

const alarmText = ({name, kind, state, partOf}: NonNullable<Parts['plan']['alarms']>[number]['existing'][number]): string =>
  `${name} (${kind}, ${state}${partOf.length === 0 ? '' : `, part of ${partOf.join(', ')}`})`

/** The subject of a guard, its time, and its reaction. */
function guardSentences({guard}: Parts['plan']): string[] {
  if (guard === null) return []
  const outcome = {
    ask: 'Where the data is not sufficient, a prompt follows.',
    keep: 'Where the data is not sufficient, the new version stays.',
    rollback: 'Where the data is not sufficient, the change is rolled back.',
  }
  return [
    `After the change, errors, duration and iterator age are compared with the minutes before, for ${duration(guard.seconds)}. A worse version is rolled back at once. ${outcome[guard.onInconclusive]}`,
  ]
}

/** Sentences under a word, nothing when there are none. */
export const section = (
  word: string,
  sentences: readonly string[],
  page: Page,
  paint: (text: string) => string = text => text,
): string[] =>
  sentences.length === 0 ? [] : ['', ...sentences.flatMap(text => hang(`${page.ink.bold(paint(word))}  `, page.text(text), page.prose))]

/** How a change ended; the plan itself where nothing was begun. */
export function changeText(report: ChangeReport, style: Style): string {
  const page = pageOf(style)
  if (report.outcome === 'nothing-to-do' && report.plan.alarms !== null) return preview(report, style)
  if (report.outcome === 'planned') return [preview(report, style), '', page.ink.dim('Nothing was changed.')].join('\n')
  const {operation} = report
  // After a restart all is as it was.
  const isUndoable = operation?.command !== 'restart' && !operation?.steps.some(({risk}) => risk === cannotBeUndone)
  const undo = operation?.status === 'done' && isUndoable ? [`Undo: ddbstream undo ${operation.id}`] : []
  return [
    ...wrap(page.text(ending(report)), page.prose),
    ...(report.outcome === 'done' ? nextLines(report, page) : []),
    ...undo.map(line => page.ink.dim(page.text(line))),
  ].join('\n')
}

const indented = (command: string, page: Page): string[] =>
  commandLines(command, page.style.columns - 4).map(line => `    ${page.ink.cyan(line)}`)

/** The command that shows whether it worked; nothing where the mapping was not touched, or delivers nothing now. */
function nextLines({plan, operation, scope}: ChangeReport, page: Page): string[] {
  const isOff = operation?.steps.findLast(({after}) => 'Enabled' in after)?.after.Enabled === false
  const isDeleted = plan.steps.some(({after}) => after.Mapping === null)
  if (plan.command === 'alarms' || plan.mapping === null || isOff || isDeleted) return []
  const name = qualifiedName(plan, operation)
  const region = `--region ${shellWord(scope.region)}`
  return [
    'Next: check that the lag drains.',
    ...indented(`ddbstream iterator-age ${shellWord(name)} ${region} --watch --until drained`, page),
    ...(plan.steps.some(({target}) => target.kind === 'stream-mapping')
      ? [
          ...wrap(
            page.text('Then: delete the old mapping. ddbstream refuses that while the old stream may have unread records.'),
            page.prose,
          ),
          ...indented(`ddbstream remap ${shellWord(name)} ${region} --mapping ${shellWord(plan.mapping)} --stream latest`, page),
        ]
      : []),
  ]
}

/** The function as the mapping invokes it now: a remap may have changed the qualifier. */
function qualifiedName({function: name, qualifier}: Parts['plan'], operation: ChangeReport['operation']): string {
  const pointed = operation?.steps.findLast(({after}) => typeof after.FunctionName === 'string')?.after.FunctionName
  const now = typeof pointed === 'string' ? (pointed.split(':')[7] ?? null) : qualifier
  return now === null ? name : `${name}:${now}`
}

function ending({outcome, plan, operation, flow: seen}: ChangeReport): string {
  switch (outcome) {
    case 'nothing-to-do':
      return `Nothing to do: every setting already has the value that ${plan.command} would set.`
    case 'done':
      return `Done: ${count(plan.steps.length, 'step')}.${flowWords(seen, plan.command)}${guardWords(operation)}`
    case 'interrupted':
      return operation?.undo.length
        ? 'Interrupted: the change was undone, and every setting has its previous value.'
        : 'Interrupted: nothing was changed.'
    case 'rolled-back':
      return `Rolled back, and every setting has its previous value. ${operation?.words ?? ''}.`
    default:
      return `The change was undone, and every setting has its previous value: ${operation?.words ?? 'a step failed'}.`
  }
}

function guardWords(operation: ChangeReport['operation']): string {
  const guard = operation?.guard ?? null
  if (guard === null) return ''
  const why = guard.because.join(' ')
  switch (guard.verdict) {
    case 'successful':
      return ` The new version passed its guard after ${duration(guard.seconds)}: ${why}`
    case 'inconclusive':
      return ` The guard was inconclusive: ${why}`
    default:
      return ` The guard was stopped after ${duration(guard.seconds)}: the new version was not judged and stays in use.`
  }
}

function flowWords(seen: ChangeReport['flow'], command: string): string {
  const batch = command === 'remap' ? 'batch of the latest stream' : 'batch'
  switch (seen) {
    case 'seen':
      return command === 'remap' ? ' A batch of the latest stream has succeeded.' : ' Records flow again.'
    case 'not-seen':
      return ` But no ${batch} has succeeded since, although records are written: see \`ddbstream doctor\`.`
    case 'nothing-written':
      return ' The table had no write since, so delivery could not be checked.'
    case 'unknown':
      return ' The delivery of records could not be read.'
    default:
      return ''
  }
}
