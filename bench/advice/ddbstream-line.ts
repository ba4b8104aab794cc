import {parse} from '@oclif/core/parser'
import type {Connection} from '../../src/aws/index.ts'
import {wantedConfiguration} from '../../src/cli/flags/configure-flags.ts'
import Alarms from '../../src/commands/alarms.ts'
import Configure from '../../src/commands/configure.ts'
import Remap from '../../src/commands/remap.ts'
import Restart from '../../src/commands/restart.ts'
import type {Journal} from '../../src/model/plan/journal.ts'
import {planAlarmsOf} from '../../src/use-cases/changes/alarms.ts'
import {planConfigureOf} from '../../src/use-cases/changes/configure.ts'
import {planRemapOf} from '../../src/use-cases/changes/remap.ts'
import {planRemapStreamOf, remapStream} from '../../src/use-cases/changes/remap-stream.ts'
import {planRestartOf, restart} from '../../src/use-cases/changes/restart.ts'
import {type ChangeContext, carryOutPlan, type Planned} from '../../src/use-cases/changes/run-change.ts'
import {CannotFollow} from './aws-line.ts'

/** Who follows the advice: a connection to the lab, and a journal. */
export interface Follower {
  connection: Connection
  journal: Journal
}

const contextOf = ({connection, journal}: Follower): ChangeContext => ({
  connection,
  journal,
  toolVersion: '0',
  steal: false,
  stop: new AbortController().signal,
  tell: () => undefined,
  onInconclusive: async () => 'keep',
})

const choiceOf = (functionText: string, mapping: string | undefined) => ({functionText, mapping, toolVersion: '0'})

/** Carries a fix out, as the command of this name does after a yes; its outcome. */
export async function runDdbstream([, command = '', ...argv]: readonly string[], follower: Follower): Promise<string> {
  const {connection, journal} = follower
  const carried = async (planned: Planned, act: (planned: Planned, context: ChangeContext) => Promise<{outcome: string}> = carryOutPlan) =>
    planned.plan.steps.length === 0 ? 'nothing-to-do' : (await act(planned, contextOf(follower))).outcome
  switch (command) {
    case 'configure': {
      const {args, flags} = await parse(argv, Configure)
      const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss']}
      const wanted = wantedConfiguration(flags)
      return carried(await planConfigureOf(connection, choiceOf(args.function, flags.mapping), journal, wanted, accepted))
    }
    case 'remap': {
      const {args, flags} = await parse(argv, Remap)
      const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss'], denied: flags['accept-denied']}
      if (flags.stream !== undefined)
        return carried(await planRemapStreamOf(connection, choiceOf(args.function, flags.mapping), journal, accepted), remapStream)
      const {version, publish, alias} = flags
      const guard = {seconds: flags.guard, onInconclusive: 'keep'} as const
      return carried(
        await planRemapOf(connection, choiceOf(args.function, flags.mapping), journal, {version, publish, alias, guard}, accepted),
      )
    }
    case 'restart': {
      const {args, flags} = await parse(argv, Restart)
      const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss']}
      return carried(await planRestartOf(connection, choiceOf(args.function, flags.mapping), journal, accepted), restart)
    }
    case 'alarms': {
      const {args, flags} = await parse(argv, Alarms)
      return carried(await planAlarmsOf(connection, choiceOf(args.function, flags.mapping), journal, flags.sns ?? null))
    }
    // They read.
    case 'doctor':
    case 'errors':
    case 'concurrency':
    case 'cold-starts':
    case 'mappings':
    case 'iterator-age':
      return 'read'
    default:
      throw new CannotFollow(`ddbstream ${command} is not known here`)
  }
}
