/** What use cases need of the evidence. */
export {collectEvidence} from './collect.ts'
export {collectors} from './collectors.ts'
export {parseFunction} from './parse-function.ts'
