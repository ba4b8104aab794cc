import {string as stringArg} from '@oclif/core/args'
import {boolean, option, string} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {duration, durationDefault, within} from '../cli/flags/flag-values.ts'
import {configFlag} from '../cli/flags/flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {acceptFlags, pipelineChangeFlags, runChange} from '../cli/run/run-change.ts'

const guardBounds = {from: '1m', to: '1h'}

export default class Remap extends BaseCommand {
  static override summary = "Switch a pipeline to another version, with automatic rollback on regression, or to the table's latest stream."
  static override description =
    `A mapping on an alias: the alias is updated. A mapping on a function or a version: it is disabled, pointed at the version and enabled; it keeps its UUID and its position.
The guard compares errors, time per record and lag with the minutes before the change.

\`--stream latest\` is for a mapping on an old stream of the table: a mapping cannot change its stream. A new mapping with the same settings starts at the oldest record of the latest stream, and the old one stays. Run the same command again to delete the old one once its stream has drained.

Exit codes:
0  done, and the new version passed its guard, or records of the latest stream arrive
1  done, but no batch of the latest stream has succeeded since
3  done, but the guard is inconclusive, or the arrival of records could not be read
5  the new version failed its guard, or a step failed, and it was rolled back
6  half done: \`ddbstream undo\`
7  refused, nothing was changed`
  static override examples = [
    '<%= config.bin %> remap orders-projector --version 42',
    '<%= config.bin %> remap orders-projector:live --publish --guard 15m --yes',
    '<%= config.bin %> remap orders-projector --version latest --alias live --dry-run',
    '<%= config.bin %> remap orders-projector --stream latest --dry-run',
  ]
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    version: string({
      description: 'A published version; latest is the newest.',
      helpValue: 'N|latest',
      exactlyOne: ['version', 'publish', 'stream'],
    }),
    publish: boolean({description: 'Publish $LATEST and use that version.'}),
    stream: option({options: ['latest'] as const})({
      description: "Map the function to the table's latest stream, or delete the mapping of the old stream once that stream has drained.",
      helpValue: 'latest',
      exclusive: ['publish', 'alias', 'guard', 'on-inconclusive', 'accept-gap'],
    }),
    alias: string({description: 'Move this alias, and let the mapping invoke it.', helpValue: 'ALIAS'}),
    guard: duration(guardBounds)({
      description: `How long to watch the new version, ${within(guardBounds)}. The time counts from the first minute that CloudWatch publishes.`,
      ...durationDefault('10m'),
    }),
    'on-inconclusive': option({options: ['keep', 'rollback'] as const})({
      description: 'Action where the guard is inconclusive. Default: a prompt; without a terminal the new version is kept.',
      helpValue: 'keep|rollback',
    }),
    ...acceptFlags,
    'accept-denied': boolean({description: 'Proceed even if a simulation denies the role a permission that the mapping needs.'}),
    config: configFlag(),
    ...pipelineChangeFlags,
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Remap)
    const {version: toolVersion} = this.config
    const choice = {functionText: args.function, mapping: flags.mapping, toolVersion, config: await loadConfig(flags.config)}
    const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss'], denied: flags['accept-denied']}
    if (flags.stream !== undefined) {
      const {planRemapStreamOf, remapStream} = await import('../use-cases/changes/remap-stream.ts')
      return runChange(flags, toolVersion, (connection, journal) => planRemapStreamOf(connection, choice, journal, accepted), remapStream)
    }
    const {planRemapOf} = await import('../use-cases/changes/remap.ts')
    const onInconclusive = flags['on-inconclusive'] ?? (flags.yes ? 'keep' : 'ask')
    const guard = {seconds: flags.guard, onInconclusive} as const
    const wanted = {version: flags.version, publish: flags.publish, alias: flags.alias, guard}
    await runChange(flags, toolVersion, (connection, journal) => planRemapOf(connection, choice, journal, wanted, accepted))
  }
}
