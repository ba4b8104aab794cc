import {boolean, string} from '@oclif/core/flags'
import type {Connection} from '../../aws/index.ts'
import type {ChangeReport} from '../../model/plan/change-report.ts'
import type {Journal} from '../../model/plan/journal.ts'
import type {Progress} from '../../model/progress.ts'
import {progressLine} from '../../reports/changes/progress.ts'
import {printedJson} from '../../reports/formats/json.ts'
import type {ChangeContext, Planned} from '../../use-cases/changes/run-change.ts'
import {connectionFlags} from '../flags/flags.ts'
import {agreed, canAsk, questionOf} from '../terminal/confirm.ts'
import {complain, print} from '../terminal/stdio.ts'
import {styleFor} from '../terminal/terminal-style.ts'
import {type ConnectionFlags, connectionOf} from './connection.ts'
import {stopSignal} from './signals.ts'

/** The flags of every command that changes something. */
export const changeFlags = {
  'dry-run': boolean({description: 'Show the plan and change nothing.'}),
  yes: boolean({char: 'y', description: 'Skip the confirmation prompt.'}),
  steal: boolean({description: 'Take over the lock of another operator.'}),
  ...connectionFlags,
}

/** Of those that change one pipeline. */
export const pipelineChangeFlags = {
  mapping: string({description: 'The mapping, where the function has several.', helpValue: 'UUID'}),
  ...changeFlags,
}

export const acceptFlags = {
  'accept-gap': boolean({description: 'Proceed even if records may be skipped during the update.'}),
  'accept-loss': boolean({description: 'Proceed even if the records in the plan will be lost.'}),
}

export interface ChangeFlags extends ConnectionFlags {
  'dry-run': boolean
  yes: boolean
  steal: boolean
  json: boolean
  verbose: boolean
}

const stderrStyle = (verbose: boolean) => styleFor(process.stderr, process.env, verbose)

/** Plans, shows, asks, carries out, and prints how it ended. `act`: how, where a plan needs more than its steps and its guard. */
export async function runChange(
  flags: ChangeFlags,
  toolVersion: string,
  plan: (connection: Connection, journal: Journal) => Promise<Planned>,
  act?: (planned: Planned, context: ChangeContext) => Promise<ChangeReport>,
): Promise<void> {
  const connection = await connectionOf(flags)
  const [{journalOf}, {carryOutPlan, refuseLocked, reportOf, changeExitCode}, {preview, changeText}, {pageOf}] = await Promise.all([
    import('../../use-cases/changes/journal.ts'),
    import('../../use-cases/changes/run-change.ts'),
    import('../../reports/changes/change.ts'),
    import('../../reports/text/style.ts'),
  ])
  const journal = journalOf(flags.lab !== undefined)
  const planned = await plan(connection, journal)
  const show = (report: ChangeReport): void => {
    print(flags.json ? printedJson('change', report) : changeText(report, styleFor(process.stdout, process.env, flags.verbose)))
    process.exitCode = changeExitCode(report)
  }
  const report = reportOf(planned)
  if (flags['dry-run'] || report.outcome === 'nothing-to-do') return show(report)
  refuseLocked(planned, flags.steal)
  complain(preview(report, stderrStyle(flags.verbose)))
  const {profile = process.env.AWS_PROFILE} = flags
  await agreed(flags.yes, questionOf(report, flags.lab === undefined ? profile : undefined), pageOf(stderrStyle(false)).ink.red)
  show(await (act ?? carryOutPlan)(planned, contextWith(flags, connection, journal, toolVersion, stopSignal())))
}

export const contextWith = (
  flags: Pick<ChangeFlags, 'steal' | 'verbose'>,
  connection: Connection,
  journal: Journal,
  toolVersion: string,
  stop: AbortSignal,
): ChangeContext => ({
  connection,
  journal,
  toolVersion,
  steal: flags.steal,
  stop,
  tell: teller(flags.verbose),
  onInconclusive,
})

/** Progress on stderr. A line without news is shown on a terminal alone, where it replaces itself. */
function teller(verbose: boolean): (progress: Progress) => void {
  const {stderr} = process
  let open = false
  return progress => {
    const line = progressLine(progress, stderrStyle(verbose))
    const passes = progress.kind === 'waiting' || progress.kind === 'guarding'
    if (passes && !stderr.isTTY && !('isNew' in progress && progress.isNew)) return
    if (open) stderr.write('\r\u001b[K')
    open = passes && stderr.isTTY && !line.includes('\n')
    stderr.write(open ? line : `${line}\n`)
  }
}

/** The answer of the prompt where a guard is inconclusive; without a terminal the new version is kept. */
async function onInconclusive(missing: readonly string[]): Promise<'keep' | 'rollback'> {
  if (!canAsk()) return 'keep'
  complain(['Inconclusive: not enough data to judge the new version:', ...missing.map(line => `  ${line}`)].join('\n'))
  const {default: confirm} = await import('@inquirer/confirm')
  const keep = await confirm({message: 'Keep it?', default: true}, {output: process.stderr}).catch(() => true)
  return keep ? 'keep' : 'rollback'
}
