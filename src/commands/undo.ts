import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {connectionOf} from '../cli/run/connection.ts'
import {changeFlags, contextWith} from '../cli/run/run-change.ts'
import {stopSignal} from '../cli/run/signals.ts'
import {agreed, undoQuestionOf} from '../cli/terminal/confirm.ts'
import {complain, print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import type {UndoReport} from '../model/plan/change-report.ts'
import {UserError} from '../model/user-error.ts'
import {printedJson} from '../reports/formats/json.ts'

export default class Undo extends BaseCommand {
  static override summary = 'Undo a change: restore every setting that it modified.'
  static override description =
    `It reads the current state and restores the previous one in the fewest calls. It refuses where somebody else has changed a setting since.
Without ID it undoes the newest operation that is half done, or else the newest one: see \`ddbstream history\`. --yes needs the ID.

Exit codes:
0  every setting has its previous value
6  half done: run it again
7  refused, nothing was changed`
  static override examples = ['<%= config.bin %> undo', '<%= config.bin %> undo 20261125-071530-restart-3fa9 --dry-run']
  static override args = {id: stringArg({description: 'An operation of `ddbstream history`.', ignoreStdin: true})}
  static override flags = changeFlags

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Undo)
    const [{journalOf}, {operationToUndo, planUndoOf, undo}, {undone}] = await Promise.all([
      import('../use-cases/changes/journal.ts'),
      import('../use-cases/changes/undo.ts'),
      import('../reports/changes/journal.ts'),
    ])
    const show = (report: UndoReport) =>
      print(flags.json ? printedJson('undo', report) : undone(report, styleFor(process.stdout, process.env, flags.verbose)))
    const journal = journalOf(flags.lab !== undefined)
    const operation = operationToUndo(journal, args.id)
    if (flags.yes && args.id === undefined && operation !== null)
      throw new UserError('E_USAGE', '--yes needs the ID of the operation: without a prompt nobody sees which change is undone.', [
        `The newest one: \`ddbstream undo ${operation.id} --yes\`, which undoes the ${operation.command} of ${operation.function}.`,
      ])
    const scope = {account: operation?.account ?? null, caller: operation?.caller ?? null, region: operation?.region ?? ''}
    const planned: UndoReport = {schemaVersion: 1, scope, outcome: 'planned', operation, steps: [], gone: []}
    if (operation === null) return show({...planned, outcome: 'nothing-to-do'})
    const connection = await connectionOf(flags)
    const context = (stop: AbortSignal) => contextWith(flags, connection, journal, this.config.version, stop)
    const plan = await planUndoOf(operation, context(new AbortController().signal))
    planned.steps = plan.steps
    planned.gone = plan.gone
    if (flags['dry-run']) return show(planned)
    if (plan.steps.length > 0) {
      complain(undone(planned, styleFor(process.stderr, process.env, flags.verbose), true))
      await agreed(flags.yes, undoQuestionOf(operation, plan.steps.length))
    }
    show(await undo(plan, context(stopSignal())))
  }
}
