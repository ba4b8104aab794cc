import type {AnyCollector} from './collector.ts'
import {accountMetrics} from './first-round/account-metrics.ts'
import {accountSettings} from './first-round/account-settings.ts'
import {lambdaFunction} from './first-round/function.ts'
import {functionMetrics} from './first-round/function-metrics.ts'
import {mapping} from './first-round/mapping.ts'
import {mappingMetrics} from './first-round/mapping-metrics.ts'
import {siblings} from './first-round/siblings.ts'
import {stream} from './first-round/stream.ts'
import {table} from './first-round/table.ts'
import {tableMetrics} from './first-round/table-metrics.ts'

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
