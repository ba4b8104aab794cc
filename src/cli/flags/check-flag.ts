import {custom} from '@oclif/core/flags'
import {UserError} from '../../model/user-error.ts'
import {didYouMean} from '../../text/closest.ts'

/** An id of a check; an unknown one is refused. */
export function checkId(label: string, id: string, known: readonly string[]): string {
  if (known.includes(id)) return id
  throw new UserError('E_UNKNOWN_CHECK', `${label}: there is no check "${id}".`, [...didYouMean(id, known), `Checks: ${known.join(', ')}.`])
}

const oneOf = custom<string>({
  helpValue: 'CHECK',
  parse: async (text, _, {name}) => checkId(`--${name}`, text, (await import('../../diagnosis/diagnose.ts')).checkIds),
})

/** A flag that takes ids of checks, separated by commas. */
export const checksFlag = (description: string) => oneOf({description, multiple: true, multipleNonGreedy: true, delimiter: ','})
