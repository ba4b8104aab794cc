import {fileJournal, journalFolder, memoryJournal, stillRuns} from '../../changes/journal.ts'
import type {Journal} from '../../model/plan/journal.ts'
import {isUnfinished, type Operation} from '../../model/plan/plan.ts'
import {count} from '../../text/units.ts'

/** The journal of this machine; in the lab, whose world ends with the process, one that ends with it, too. */
export const journalOf = (isLab: boolean): Journal => (isLab ? memoryJournal() : fileJournal(journalFolder()))

/** The warnings of every command: operations that are half done, those that were to be undone by now, and unreadable ones. One line each. */
export function warnings(nowMs: number, journal: Journal = fileJournal(journalFolder())): string[] {
  const known = journal
    .open()
    .filter(operation => !stillRuns(operation))
    .flatMap(operation => warningOf(operation, nowMs))
  return [
    ...known,
    ...journal.damaged().map(path => `Warning: ${path} of the journal cannot be read: a change may be half done. Check it.`),
  ]
}

function warningOf({id, command, function: name, region, account, restoreAt, ...operation}: Operation, nowMs: number): string[] {
  const where = `${command} of ${name} (${region}, account ${account ?? 'unknown'})`
  if (isUnfinished(operation)) return [`Warning: the ${where} is half done. Undo it: ddbstream undo ${id}`]
  const lateMs = restoreAt === null ? -1 : nowMs - Date.parse(restoreAt)
  return lateMs < 0
    ? []
    : [`Warning: the ${where} was temporary, until ${count(Math.round(lateMs / 60_000), 'minute')} ago. Undo it: ddbstream undo ${id}`]
}
