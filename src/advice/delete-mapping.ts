import type {Fix} from '../model/check.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {option} from '../text/shell.ts'
import {regionFlag} from './region-flag.ts'

/** The command that deletes the mapping, with the sentences before it: the right time, and the loss. */
export const deleteMapping = ({functionArn, uuid}: Mapping, summary: string): Fix => ({
  summary,
  command: `aws lambda delete-event-source-mapping${regionFlag(functionArn)}${option('uuid', uuid)}`,
})
