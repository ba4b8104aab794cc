import type {LogEvent} from '../../../simulation/engine/world.ts'
import {eventNumber} from '../events.ts'
import {fieldReader, type Row} from './rows.ts'
import type {Outcome} from './run-query.ts'
import {textOf} from './values.ts'

export interface ResultField {
  field: string
  value: string
}

/** Rows as GetQueryResults answers them: all values are text, fields that a row lacks are left out, events carry a pointer. */
export function printRows({rows, columns}: Pick<Outcome, 'rows' | 'columns'>): ResultField[][] {
  const readers = columns.map(field => ({field, read: fieldReader(field)}))
  return rows.map(row => {
    const result: ResultField[] = []
    for (const {field, read} of readers) {
      const value = textOf(read(row))
      if (value !== undefined) result.push({field, value})
    }
    if (row.event !== null) result.push({field: '@ptr', value: pointer(row, row.event)})
    return result
  })
}

/** Opaque to callers. */
const pointer = ({source}: Row, event: LogEvent): string => Buffer.from(`${source?.log} ${eventNumber(event)}`).toString('base64')
