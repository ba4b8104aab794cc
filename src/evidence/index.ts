/** What use cases need of the evidence. */
export {collectEvidence} from './collect.ts'
export {type AccountConcurrency, type FunctionUse, readAccount, readConsumers, readUse} from './collect-concurrency.ts'
export {lagEvidence, noSurroundings, readSurroundings, type Surroundings} from './collect-lags.ts'
export {collectors} from './collectors.ts'
export {type LagMetrics, metricsOf, readLagMetrics} from './lag-metrics.ts'
export {listMappings, type MappingList} from './mapping-list.ts'
export {parseFunction} from './parse-function.ts'
