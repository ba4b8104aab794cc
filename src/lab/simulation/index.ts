export {deleteFunctionConcurrency, putFunctionConcurrency, updateAlias} from './concurrency.ts'
export {updateMapping} from './mappings.ts'
export {openWorld} from './open-world.ts'
