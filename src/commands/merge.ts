import {string} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {mergeFlags} from '../cli/flags/doctor-flags.ts'
import {readText} from '../cli/output/files.ts'
import {notify} from '../cli/output/notify.ts'
import {planOutputs, writeReport} from '../cli/output/output.ts'
import {openBaseline} from '../cli/run/baseline.ts'
import {checkNotify, loadConfig} from '../cli/run/config.ts'
import {complain} from '../cli/terminal/stdio.ts'
import {json, reportWithoutSeries} from '../reports/formats/json.ts'

export default class Merge extends BaseCommand {
  static override summary = 'Join reports of several slices, regions or accounts into one.'
  static override description =
    `The parts are files of \`doctor --format json=FILE\`. A duplicate slice is refused (exit 2). A missing slice makes the result undecided at best.
A note on stderr names slices of very different times, accounts or regions.
The exit codes are the same as those of doctor.`
  static override examples = [
    '<%= config.bin %> merge reports/*.json',
    '<%= config.bin %> merge reports/*.json --format junit=out.xml --format markdown=summary.md',
  ]
  static override strict = false
  static override args = {
    files: string({description: 'Reports as JSON, one or more.', required: true, ignoreStdin: true}),
  }
  static override flags = mergeFlags

  override async run(): Promise<void> {
    const {argv, flags} = await this.parse(Merge)
    const outputs = planOutputs(flags.format ?? [], flags.json, undefined, flags.baseline)
    const [{doubtsAbout, merge, readReport}, {exitCodeOf}] = await Promise.all([
      import('../use-cases/fleet/merge.ts'),
      import('../diagnosis/verdict.ts'),
    ])
    const [config, compared] = await Promise.all([loadConfig(flags.config), openBaseline(flags)])
    checkNotify(flags.notify, config)
    const parts = argv.map(String).map(file => readReport(readText(file), file))
    for (const doubt of doubtsAbout(parts)) complain(`Warning: ${doubt}`)
    const report = compared(merge(parts, {failOn: flags['fail-on'], config}))
    const unwritten = await writeReport(report, outputs, flags)
    if (flags.notify && config !== undefined) await notify(config, report.verdict, json(reportWithoutSeries(report)))
    process.exitCode = unwritten ?? exitCodeOf(report)
  }
}
