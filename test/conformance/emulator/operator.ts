import {GetAliasCommand, GetEventSourceMappingCommand, GetFunctionCommand, ListTagsCommand} from '@aws-sdk/client-lambda'
import {connect, disconnect} from '../../../src/aws/index.ts'
import {memoryJournal} from '../../../src/changes/journal.ts'
import {collectEvidence} from '../../../src/evidence/index.ts'
import type {Evidence} from '../../../src/model/evidence/evidence.ts'
import type {ChangeReport, UndoReport} from '../../../src/model/plan/change-report.ts'
import type {Progress} from '../../../src/model/progress.ts'
import {planConfigureOf} from '../../../src/use-cases/changes/configure.ts'
import {planRemapOf} from '../../../src/use-cases/changes/remap.ts'
import {planRestartOf, restart} from '../../../src/use-cases/changes/restart.ts'
import {type ChangeContext, carryOutPlan} from '../../../src/use-cases/changes/run-change.ts'
import {operationToUndo, planUndoOf, undo} from '../../../src/use-cases/changes/undo.ts'
import type {Stage} from './stage.ts'

/** Everything that a change can touch, by AWS's own calls. */
export type State = Record<string, unknown>

/** The commands of ddbstream, for one pipeline. */
export interface Operator {
  doctor(): Promise<Evidence>
  configure(settings: Record<string, unknown>, accepts?: {loss: boolean}): Promise<ChangeReport>
  restart(): Promise<ChangeReport>
  /** The guard ends as soon as it begins: it has tests of its own. */
  remap(version: string): Promise<ChangeReport>
  undo(id?: string): Promise<UndoReport>
  state(): Promise<State>
}

const toolVersion = '0.0.0'

export function operatorOf({names: {functionName}, connection, lambda}: Stage, uuid: string, alias?: string): Operator {
  const journal = memoryJournal()
  const choice = {functionText: functionName, mapping: undefined, toolVersion}
  const contextOf = (hear: (progress: Progress, end: () => void) => void = () => undefined): ChangeContext => {
    const stop = new AbortController()
    const tell = (progress: Progress) => hear(progress, () => stop.abort())
    return {connection, journal, toolVersion, tell, stop: stop.signal, steal: false, onInconclusive: async () => 'keep'}
  }
  return {
    async doctor() {
      const aws = connect(connection)
      try {
        return await collectEvidence(aws, {functionText: functionName, sinceSeconds: 3600, toolVersion})
      } finally {
        disconnect(aws)
      }
    },
    async configure(mapping, {loss} = {loss: false}) {
      const nothing = {forSeconds: null, recommended: false, checks: []}
      const wanted = {mapping, memoryMb: undefined, timeoutSeconds: undefined, reservedConcurrency: undefined, ...nothing}
      return carryOutPlan(await planConfigureOf(connection, choice, journal, wanted as never, {gap: false, loss}), contextOf())
    },
    async restart() {
      return restart(await planRestartOf(connection, choice, journal, {gap: false, loss: false}), contextOf())
    },
    async remap(version) {
      const guard = {seconds: 60, onInconclusive: 'keep'} as const
      const wanted = {version, publish: false, alias, guard}
      const planned = await planRemapOf(connection, choice, journal, wanted, {gap: false, loss: false})
      return carryOutPlan(
        planned,
        contextOf(({kind}, end) => {
          if (kind === 'guarding') end()
        }),
      )
    },
    async undo(id) {
      const operation = operationToUndo(journal, id)
      if (operation === null) throw new Error('The journal has nothing to undo.')
      return undo(await planUndoOf(operation, contextOf()), contextOf())
    },
    async state() {
      const {
        LastModified: _,
        LastProcessingResult: __,
        StateTransitionReason: ___,
        $metadata: ____,
        ...mapping
      } = await lambda.send(new GetEventSourceMappingCommand({UUID: uuid}))
      const {Configuration, Concurrency} = await lambda.send(new GetFunctionCommand({FunctionName: functionName}))
      const {Tags = {}} = await lambda.send(new ListTagsCommand({Resource: mapping.EventSourceMappingArn}))
      const own = alias === undefined ? null : await lambda.send(new GetAliasCommand({FunctionName: functionName, Name: alias}))
      return {
        // AWS leaves out a destination that was removed; an emulator keeps its empty name.
        mapping: {...mapping, DestinationConfig: mapping.DestinationConfig?.OnFailure?.Destination || null},
        memory: Configuration?.MemorySize,
        timeout: Configuration?.Timeout,
        reserved: Concurrency?.ReservedConcurrentExecutions ?? null,
        alias: own && {version: own.FunctionVersion, weights: own.RoutingConfig?.AdditionalVersionWeights ?? {}},
        tags: Tags,
      }
    },
  }
}
