import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {iteratorAgeFlags, repeatedFlags, watchOptions} from '../cli/flags/iterator-age-flags.ts'
import {notify} from '../cli/output/notify.ts'
import {checkNotify, loadConfig} from '../cli/run/config.ts'
import {connectionOf} from '../cli/run/connection.ts'
import {print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import {printedJson, toJsonLine} from '../reports/formats/json.ts'
import {pipelineJson, sampleJson} from '../reports/watch/iterator-age-json.ts'
import type {Notice} from '../use-cases/watch/notices.ts'

export default class IteratorAge extends BaseCommand {
  static override summary = 'Show iterator age, its trend, and when records will expire.'
  static override description =
    `The pipeline with the highest risk comes first. --watch opens a screen: ? shows its keys, enter the details of a pipeline, / filters. The header shows the cost per hour. In a pipe or in CI it prints a line each interval.
--json prints one object; with --watch it prints the same object on one line for each sample (NDJSON).

Exit codes:
0  shown, or the condition of --until is met
1  the condition of --until was not met in time
2  wrong usage
3  the iterator age could not be read; --watch prints this on stderr and continues
4  AWS not reachable, no credentials, no such function, or no pipeline`
  static override examples = [
    '<%= config.bin %> iterator-age orders-projector',
    '<%= config.bin %> iterator-age --all --region eu-west-1',
    '<%= config.bin %> iterator-age orders-projector --watch',
    '<%= config.bin %> iterator-age orders-projector --watch --until drained --timeout 30m',
    '<%= config.bin %> iterator-age --watch --notify --config ddbstream.config.yaml',
    '<%= config.bin %> iterator-age orders-projector --watch --lab slow-handler',
  ]
  static override args = {
    function: stringArg({description: 'Lambda function: a name, name:qualifier, or an ARN. Without it, all pipelines.', ignoreStdin: true}),
  }
  static override flags = iteratorAgeFlags

  override async run(): Promise<void> {
    const {args, flags, raw} = await this.parse(IteratorAge)
    const config = await loadConfig(flags.config)
    checkNotify(flags.notify, config)
    const options = watchOptions(args.function, flags, config)
    const connection = await connectionOf(flags)
    if (!flags.watch) {
      const {exitCodeOfSample, iteratorAges} = await import('../use-cases/watch/iterator-age.ts')
      const sample = await iteratorAges(connection, options)
      process.exitCode = exitCodeOfSample(sample)
      if (flags.json) return print(printedJson('iterator-age', sampleJson(sample, flags.series)))
      const {iteratorAgeTable} = await import('../reports/watch/iterator-age-once.ts')
      return print(iteratorAgeTable(sample, styleFor(process.stdout, process.env, flags.verbose)))
    }
    const {exitCodeOfWatch, hasScreen, runWatch} = await import('../cli/terminal/watch.ts')
    const told = ({verdict, pipeline}: Notice) =>
      void notify(config ?? {}, verdict, toJsonLine(pipelineJson(pipeline, false)), !hasScreen(flags.json))
    const {json, series, verbose, bell} = flags
    const setting = {options, json, series, verbose, bell, repeated: repeatedFlags(raw), notify: flags.notify ? told : undefined}
    process.exitCode = exitCodeOfWatch(await runWatch(connection, setting, this.config.version), options)
  }
}
