import {expect, test} from 'vitest'
import {lag} from '../../src/derived/lag/lag.ts'
import {filtering} from '../../src/derived/stream/filtering.ts'
import {lagFunctionMetricNames, lagMappingMetricNames, lagTableMetricNames} from '../../src/evidence/lag-metrics.ts'
import {known} from '../../src/model/evidence/item.ts'
import {functionMetrics, lambdaFunction, mapping, mappingMetrics, moment, stream, table, tableMetrics} from '../support/evidence.ts'

/** The names that are read of a record of metrics. */
function spied<T extends object>(metrics: T): {metrics: T; read: Set<string>} {
  const read = new Set<string>()
  return {
    read,
    metrics: new Proxy(metrics, {
      get(target, name) {
        read.add(String(name))
        return target[name as keyof T]
      },
    }),
  }
}

test.each<[string, (minutesAgo: number) => number | null, object]>([
  ['is well', () => 1, {}],
  ['grows', ago => Math.max(1, (60 - ago) * 24), {}],
  ['stands still', ago => (ago > 40 ? 1 : (40 - ago) * 60), {}],
  ['is absent', ago => (ago > 40 ? 1 : null), {}],
  ['is absent, behind filters', ago => (ago > 40 ? 1 : null), {filterPatterns: ['{"eventName":["INSERT"]}']}],
  ['is absent, of a mapping that is off', ago => (ago > 40 ? 1 : null), {state: 'Disabled'}],
])('where the age %s, the lag reads no metric that a watch does not ask for', (_, age, given) => {
  const [ofFunction, ofTable, ofMapping] = [spied(functionMetrics(age)), spied(tableMetrics(() => 60)), spied(mappingMetrics())]
  const wanted = {
    mapping: known(mapping(given)),
    siblings: known([]),
    polling: known({kind: 'polling'} as const),
    mappedStream: known({kind: 'live'} as const),
    table: known(table()),
    functionMetrics: known(ofFunction.metrics),
    function: known(lambdaFunction()),
    stream: known(stream()),
    tableMetrics: known(ofTable.metrics),
    mappingMetrics: known(ofMapping.metrics),
  }
  const filters = known(filtering.compute({mapping: wanted.mapping.value}, wanted as never, moment))
  lag.compute({functionMetrics: ofFunction.metrics}, {...wanted, filtering: filters} as never, moment)
  expect(lagFunctionMetricNames).toEqual(expect.arrayContaining([...ofFunction.read]))
  expect(lagTableMetricNames).toEqual(expect.arrayContaining([...ofTable.read]))
  expect(lagMappingMetricNames).toEqual(expect.arrayContaining([...ofMapping.read]))
})
