export {deleteFunctionConcurrency, putFunctionConcurrency, updateAlias} from './concurrency.ts'
export {createMapping, deleteMapping, type NewMapping} from './mapping-lifecycle.ts'
export {updateMapping} from './mappings.ts'
export {openWorld} from './open-world.ts'
export {
  deleteAlias,
  deleteFunction,
  publishVersion,
  type ReleaseKind,
  release,
  releaseKinds,
  updateFunctionCode,
  updateFunctionConfiguration,
} from './releases.ts'
export {noteRead} from './stream-readers.ts'
export {type KeyCount, type TopKeys, topKeys} from './top-keys.ts'
