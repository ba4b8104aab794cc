import {accountMetrics} from './account-metrics.ts'
import {accountSettings} from './account-settings.ts'
import type {AnyCollector} from './collector.ts'
import {lambdaFunction} from './function.ts'
import {functionMetrics} from './function-metrics.ts'
import {mapping} from './mapping.ts'
import {mappingMetrics} from './mapping-metrics.ts'
import {siblings} from './siblings.ts'
import {stream} from './stream.ts'
import {table} from './table.ts'
import {tableMetrics} from './table-metrics.ts'

/** All collectors, one per evidence key. `policy` and the hints on denied calls read their actions. */
export const collectors: readonly AnyCollector[] = [
  accountSettings,
  accountMetrics,
  mapping,
  siblings,
  mappingMetrics,
  lambdaFunction,
  functionMetrics,
  stream,
  table,
  tableMetrics,
]
