import type {Snippet} from '../../model/plan/snippet.ts'
import {safeJson} from '../../text/printable.ts'
import {option} from '../../text/shell.ts'

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

/** The calls as commands of the AWS CLI, one a line. */
export const cli = ({calls, region}: Snippet): string =>
  calls
    .map(({action, input}) => {
      const [service = '', operation = ''] = action.split(':')
      return `aws ${service} ${kebab(operation)}${option('region', region)}${option('cli-input-json', safeJson(JSON.stringify(input)))}`
    })
    .join('\n')
