import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {checkTarget, doctorFlags} from '../cli/flags/doctor-flags.ts'
import {readText} from '../cli/output/files.ts'
import {keepEvidence} from '../cli/output/keep-evidence.ts'
import {notify} from '../cli/output/notify.ts'
import {planOutputs, writeReport} from '../cli/output/output.ts'
import {openBaseline} from '../cli/run/baseline.ts'
import {checkNotify, loadConfig} from '../cli/run/config.ts'
import {examine} from '../cli/run/run-doctor.ts'
import {json, reportWithoutSeries} from '../reports/formats/json.ts'

export default class Doctor extends BaseCommand {
  static override summary = 'Diagnose a pipeline: verdict, cause, evidence and fix.'
  static override description = `Reads AWS and answers with a verdict: the cause, its evidence, and the command to run. It changes nothing.

The report has about 20 lines: the verdict and the deadline, the fix with its side effects, and the command that shows whether it worked. The reasons follow. --verbose prints all evidence, every finding, and the ruled-out causes.

Verdicts:
critical   records are being lost, or will be within six hours
degraded   records are late or stopped; none is lost yet
undecided  missing data could change the verdict
at-risk    records arrive in time, with a finding of severity high or more
healthy    printed as OK: none of these; a lag that passes on its own is OK

Exit codes:
0  healthy, or nothing at or above --fail-on
1  critical, degraded, or a finding at or above --fail-on
2  wrong usage
3  undecided: missing data could change the verdict
4  AWS not reachable, no credentials, no such function, or no pipeline`
  static override examples = [
    '<%= config.bin %> doctor orders-projector',
    '<%= config.bin %> doctor orders-projector:live --region eu-west-1 --profile production',
    '<%= config.bin %> doctor orders-projector --save evidence.json --format json=report.json',
    '<%= config.bin %> doctor --all --region eu-west-1 --region us-east-1 --format junit=health.xml',
    '<%= config.bin %> doctor "orders-*" --tag team=orders --samples 3 --every 60s',
    '<%= config.bin %> doctor --all --slice 3/8 --format json=part-3.json',
    '<%= config.bin %> doctor --from evidence.json',
    '<%= config.bin %> doctor orders-projector --lab poison-record',
  ]
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN; or a pattern of names with * and ?.',
      ignoreStdin: true,
    }),
  }
  static override flags = doctorFlags

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Doctor)
    checkTarget(args.function, flags)
    const outputs = planOutputs(flags.format ?? [], flags.json, flags.save, flags.baseline)
    const [{doctorFrom}, {exitCodeOf}] = await Promise.all([import('../use-cases/doctor.ts'), import('../diagnosis/verdict.ts')])
    const [config, compared] = await Promise.all([loadConfig(flags.config), openBaseline(flags)])
    checkNotify(flags.notify, config)
    const {journalOf} = await import('../use-cases/changes/journal.ts')
    const judging = {
      only: [...new Set(flags.only)],
      skip: [...new Set(flags.skip)],
      failOn: flags['fail-on'],
      config,
      toolVersion: this.config.version,
    }
    const {report: judged, evidence} =
      flags.from === undefined
        ? await examine(args.function, flags, {
            ...judging,
            sinceSeconds: flags.since,
            deep: flags.deep,
            inspectCode: flags['inspect-code'],
            operations: journalOf(flags.lab !== undefined).all(),
          })
        : await doctorFrom(readText(flags.from), judging)
    if (judged === null) return
    const report = compared(judged)
    const unwritten = await writeReport(report, outputs, flags)
    const unkept = keepEvidence(flags.save, evidence)
    if (flags.notify && config !== undefined) await notify(config, report.verdict, json(reportWithoutSeries(report)))
    process.exitCode = unwritten ?? unkept ?? exitCodeOf(report)
  }
}
