import {custom} from '@oclif/core/flags'
import {UserError} from '../../model/user-error.ts'

/** A flag that takes an http or https URL. The SDK would only say that it is invalid. */
export const endpointFlag = custom<string>({
  parse: async (text, _, {name}) => {
    if (isHttp(text)) return text
    throw new UserError('E_USAGE', `--${name} ${text} is not an http or https URL.`, [
      `Write the full URL: \`--${name} http://127.0.0.1:4566\`.`,
    ])
  },
})

export const isHttp = (text: string): boolean => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text)
