import type {Treatment} from '../model/check.ts'
import {type Lookup, maybe} from '../model/derived.ts'
import {postponed} from '../model/giving-up.ts'
import {errorsInLog} from '../model/log-command.ts'
import {updateRisk} from '../model/mapping-change.ts'
import {configureCommand} from '../model/treatment-command.ts'

/** Words and a command, as they are printed. */
interface Advice {
  summary: string
  command: string
}

/** Why advice must wait for this pipeline, as a sentence; null where it may be followed now. */
export const waitsFor = (treatment: Treatment | null, lookup: Lookup): string | null => postponed(treatment, maybe(lookup('failures')))

/** The words and the command of a treatment; a change of the mapping also says what any update does to its polling. */
export function render(treatment: Treatment, lookup: Lookup): Advice {
  if ('command' in treatment) return treatment
  const mapping = maybe(lookup('mapping'))
  return mapping
    ? {summary: `${treatment.summary} ${updateRisk(mapping, treatment.change)}`, command: configureCommand(mapping, treatment.change)}
    : {summary: treatment.summary, command: 'aws lambda list-event-source-mappings'}
}

/** The treatment of a cause; in place of one that must wait, what tells whether it will do. */
export function renderInTime(treatment: Treatment, lookup: Lookup): Advice {
  const why = waitsFor(treatment, lookup)
  if (why === null) return render(treatment, lookup)
  return {
    summary: `Read the error in the function's log and correct what makes the batches fail. ${why}`,
    command: errorsInLog(maybe(lookup('function')), maybe(lookup('mapping'))),
  }
}
