import {string as stringArg} from '@oclif/core/args'
import {boolean, string} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {durationSeconds} from '../cli/flags/flag-values.ts'
import {configFlag} from '../cli/flags/flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {acceptFlags, decideInconclusive, pipelineChangeFlags, runChange} from '../cli/run/run-change.ts'
import {UserError} from '../model/errors.ts'

export default class Remap extends BaseCommand {
  static override summary = "Switch a pipeline to another version, with automatic rollback on regression, or to the table's latest stream."
  static override description =
    `A mapping on an alias: the alias is moved. A mapping on a function or a version: it is disabled, pointed at the version and enabled; its UUID and its position stay.
The guard compares errors, time per record and lag with the minutes just before.

\`--stream latest\` is for a mapping whose stream is no longer the table's: AWS does not let a mapping change its stream. A new mapping with the
same settings starts at the oldest record of the latest stream, and the old one stays. The same command, run again, deletes the old one once
nothing is left to read of its stream.

Exit codes:
0  done, and the new version stood its guard, or records of the latest stream arrive
1  done, but no batch of the latest stream has succeeded since
3  done, but the guard could not tell, or whether records arrive could not be read
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
    version: string({description: 'A published version; latest is the newest.', helpValue: 'N|latest', exclusive: ['publish']}),
    publish: boolean({description: 'Publish $LATEST and use that version.'}),
    stream: string({
      description: "Map the function to the table's latest stream, or delete the mapping of the old stream once it has drained.",
      options: ['latest'],
      helpValue: 'latest',
      exclusive: ['version', 'publish', 'alias', 'guard', 'on-inconclusive', 'accept-gap'],
    }),
    alias: string({description: 'Move this alias, and let the mapping invoke it.', helpValue: 'ALIAS'}),
    guard: string({
      description: 'How long to watch the new version, from 1m to 1h. The time counts from the first minute that CloudWatch publishes.',
      default: '10m',
      helpValue: 'TIME',
    }),
    'on-inconclusive': string({
      description: 'Action where the guard is inconclusive. Default: a prompt; without a terminal the new version is kept.',
      options: ['keep', 'rollback'],
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
    if (flags.version === undefined && !flags.publish)
      throw new UserError('E_USAGE', 'Which version or stream? Name a version, publish one, or take the latest stream.', [
        '`--version 42`, `--version latest`, `--publish`, or `--stream latest`.',
      ])
    const guardSeconds = durationSeconds('--guard', flags.guard, {from: '1m', to: '1h'})
    const {planRemapOf, remap} = await import('../use-cases/changes/remap.ts')
    const wanted = {version: flags.version, publish: flags.publish, alias: flags.alias}
    const decide = (missing: readonly string[]) =>
      decideInconclusive(flags['on-inconclusive'] as 'keep' | 'rollback' | undefined, flags.yes, missing)
    await runChange(
      flags,
      toolVersion,
      (connection, journal) => planRemapOf(connection, choice, journal, wanted, accepted),
      (planned, context) => remap(planned, context, {guardSeconds, decide}),
    )
  }
}
