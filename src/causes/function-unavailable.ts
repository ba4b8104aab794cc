import {reopenKey} from '../advice/access/kms-key.ts'
import {bringBack, kept, orphan} from '../advice/bring-back.ts'
import {fixCommand} from '../advice/fix-command.ts'
import {newestVersion} from '../advice/former-version.ts'
import {anotherNetwork, recreate, withoutTenants} from '../advice/recreate-function.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {stateReasonWords} from '../aws-facts/state-reasons.ts'
import {defineCause, ruledOut} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'
import {marked} from '../model/evidence-line.ts'
import {unsuitedFor} from '../signs/function-kinds.ts'
import {shellWord} from '../text/shell.ts'
import {known, when} from './parts/lines.ts'
import {settingsClosed} from './parts/settings-closed.ts'

const text = {
  title: 'The function cannot be invoked',
  harm: 'nothing is delivered; records expire 24 hours after they were written',
  /** The fault of the function: a predicate behind its name. */
  fault: {
    gone: 'does not exist',
    unsuited: (why: string) => `cannot be invoked by a mapping, since ${why}`,
    state: (state: string) => `is ${state}`,
    stateFor: (state: string, reason: string) => `is ${state} (${reason})`,
  },
  summary: (fault: string) => `The target of the mapping ${fault}: no batch can be delivered.`,
  because: {
    reported: (target: string, fault: string) => `AWS reports that ${target} ${fault}.`,
    lag: (reasons: readonly string[]) => marked('lag', `${reasons.join('; ')}.`),
  },
  against: 'The newest metrics still show batches: the function may have become unavailable just now.',
  fix: {
    byVersion: (version: string) =>
      `Point the mapping at version ${version}, the newest: AWS invokes a durable function by a version or an alias alone. ${kept}`,
    regular: 'Map a regular function to the stream and let it invoke the durable one. Or point the mapping at a version or alias.',
    regularDoubt: 'No setting of the mapping or the function ends it: AWS does not change the kind of a function.',
    enableKey: (enable: string) =>
      `${enable} Lambda sets the function up again at its next call. If it stays Inactive, deploy the function again. ${kept}`,
    publish: `Publish a version and point the mapping at it: AWS invokes a durable function by a version or an alias alone. ${kept}`,
    readReason:
      'Check why Lambda cannot run the function (StateReason), and correct the reason. A function that stays Failed has to be deleted and created again.',
    readReasonDoubt: 'The command shows the reason and changes nothing: correct that reason first.',
  },
  open: (state: string) => `AWS reports that the function is ${state}, a state that is unknown to ddbstream`,
}

/** AWS starts an Inactive function at its next call, and Pending passes; the others do neither (Lambda API reference, "State"). The list is open. */
const normalStates = ['Active', 'Inactive', 'Pending']
const badStates = ['ActiveNonInvocable', 'Deactivated', 'Deactivating', 'Deleting', 'Failed']
/** Reasons for Inactive or Pending that pass by themselves; a key, a subnet or a role that is missing does not. */
const passingReasons = ['Idle', 'Creating', 'Restoring']

/** The fault of the target, or null. */
function fault(target: LambdaFunction | null, mapping: Mapping | undefined): string | null {
  if (target === null) return text.fault.gone
  const unsuited = mapping && unsuitedFor(target, mapping.qualifier)
  if (unsuited) return text.fault.unsuited(unsuited)
  const {state, stateReasonCode: reason} = target
  const stays = state !== 'Active' && reason !== null && !passingReasons.includes(reason)
  if (state !== null && (stays || !normalStates.includes(state)))
    return reason ? text.fault.stateFor(state, reason) : text.fault.state(state)
  return null
}

/** AWS invokes a durable function by a version or an alias alone. */
function byVersion(mapping: Mapping, versions: readonly Version[] | undefined): Fix | null {
  const newest = newestVersion(versions)
  if (mapping.qualifier !== null) return null
  // A version that exists is what somebody meant to run; without one, the code of now becomes one.
  if (newest === null)
    return versions === undefined
      ? null
      : {summary: text.fix.publish, command: fixCommand('remap', mapping, ['--publish']), carries: {like: 'before'}}
  return {
    summary: text.fix.byVersion(newest),
    command: fixCommand('remap', mapping, ['--version', newest]),
    settings: [{name: 'FunctionVersion', before: '$LATEST', after: newest}],
    carries: {like: 'before'},
  }
}

/** What ends the state of the function, as AWS documents it; null where its reason has to be read first. */
function ends(target: LambdaFunction, mapping: Mapping, isDelivered: boolean): Fix[] | null {
  const {environmentKeyArn: key, state, stateReasonCode} = target
  if (state === 'Inactive' && stateReasonCode === 'DisabledKMSKey' && key !== null) {
    const enable = reopenKey({arn: key, state: 'Disabled'})
    return [{...enable, summary: text.fix.enableKey(enable.summary)}]
  }
  const network = anotherNetwork(target, mapping)
  if (network !== null) return [network]
  // Nothing is deleted while batches still reach the function.
  return isDelivered ? null : recreate(target, mapping)
}

interface Around {
  mapping: Mapping | undefined
  target: LambdaFunction | null
  versions: Version[] | undefined
  /** Batches still reach the function, by the newest metrics. */
  isDelivered: boolean
}

function fixes({mapping, target, versions, isDelivered}: Around): Fix[] {
  // A fix that brings it back loses nothing, and comes first.
  if (target === null && mapping) return [bringBack(mapping, versions), orphan(mapping)]
  const name = shellWord(target?.functionName ?? mapping?.functionName ?? 'FUNCTION')
  const at = regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')
  const command = `aws lambda get-function-configuration${at} --function-name ${name}`
  if (target && mapping && unsuitedFor(target, mapping.qualifier)) {
    const fitting = target.durable && !target.tenantIsolation ? byVersion(mapping, versions) : null
    if (fitting !== null) return [fitting]
    if (target.tenantIsolation) return [withoutTenants(target, mapping)]
    return [{summary: text.fix.regular, command, doubt: text.fix.regularDoubt}]
  }
  const ending = target && mapping ? ends(target, mapping, isDelivered) : null
  if (ending !== null) return ending
  return [{summary: text.fix.readReason, command, doubt: text.fix.readReasonDoubt}]
}

export const functionUnavailable = defineCause({
  id: 'function-unavailable',
  text,
  harmful: true,
  needs: [],
  wants: ['function', 'mapping', 'lag'],
  advises: ['versions'],
  weigh: (_given, wanted) => {
    const lag = maybe(wanted.lag)
    const target = maybe(wanted.function)
    // Batches that reach the function show that there is one.
    if (target === undefined) return lag?.state === 'ok' ? ruledOut : {kind: 'open'}
    const mapping = maybe(wanted.mapping)
    const why = fault(target, mapping)
    if (why === null) return (target && mapping && settingsClosed(target, mapping, lag)) ?? ruledOut
    const words = stateReasonWords(target?.state === 'Active' ? null : (target?.stateReasonCode ?? null))
    const delivered = lag?.state === 'ok' || lag?.state === 'recovering'
    const state = target?.state ?? 'Active'
    // The batches show the meaning of a word that AWS added later.
    if (delivered && ![...normalStates, ...badStates].includes(state)) return {kind: 'open', because: text.open(state)}
    return {
      kind: 'present',
      isSetting: true,
      confidence: delivered ? 0.7 : 0.97,
      summary: text.summary(why),
      because: [
        text.because.reported(mapping?.functionArn ?? target?.functionArn ?? 'the function', why),
        ...known(words, meaning => meaning),
        ...known(lag?.state === 'stopped' ? lag.because : null, text.because.lag),
      ],
      against: when(delivered, text.against),
      settledBy: null,
      fixes: fixes({mapping, target, versions: maybe(wanted.versions), isDelivered: delivered}),
    }
  },
})
