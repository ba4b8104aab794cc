export {deleteFunctionConcurrency, putFunctionConcurrency, updateAlias} from './concurrency.ts'
export {createMapping, deleteMapping} from './mapping-lifecycle.ts'
export {updateMapping} from './mappings.ts'
export {openWorld} from './open-world.ts'
export {
  publishVersion,
  type ReleaseKind,
  release,
  releaseKinds,
  updateFunctionConfiguration,
} from './releases.ts'
export {noteRead} from './stream-readers.ts'
export {topKeys} from './top-keys.ts'
