/** What use cases need of the evidence. */
export {type Ask, collectAsked} from './asked/collect-asked.ts'
export {askedCollectors} from './asked/index.ts'
export {collectEvidence} from './collect.ts'
export {collectors} from './collectors.ts'
export {type Fleet, openFleet} from './fleet/open-fleet.ts'
export type {Targets} from './fleet/targets.ts'
export {parseFunction} from './parse-function.ts'
