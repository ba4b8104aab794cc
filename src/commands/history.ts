import {string} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import {printedJson} from '../reports/formats/json.ts'

export default class History extends BaseCommand {
  static override summary = 'List the changes that were made from this machine.'
  static override description = `Operations are stored in the state directory of the platform, one file each:
$XDG_STATE_HOME/ddbstream or ~/.local/state/ddbstream, ~/Library/Application Support/ddbstream, %LOCALAPPDATA%\\ddbstream.`
  static override examples = [
    '<%= config.bin %> history',
    '<%= config.bin %> history --json',
    '<%= config.bin %> history --forget 20261125-071530-restart-3fa9',
  ]
  static override flags = {
    forget: string({
      description: 'Close an operation that can no longer be undone. Nothing changes in AWS, and no command warns of it again.',
      helpValue: 'ID',
    }),
  }

  override async run(): Promise<void> {
    const {flags} = await this.parse(History)
    const [{journalOf}, {forget, historyOf}] = await Promise.all([
      import('../use-cases/changes/journal.ts'),
      import('../use-cases/changes/undo.ts'),
    ])
    const journal = journalOf(false)
    if (flags.forget !== undefined) forget(journal, flags.forget)
    const report = historyOf(journal)
    if (flags.json) return print(printedJson('history', report))
    const {history} = await import('../reports/changes/journal.ts')
    print(history(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}
