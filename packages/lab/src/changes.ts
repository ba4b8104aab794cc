import type {Changes} from './services/protocol/account.ts'
import {simulationOf} from './simulation/engine/simulation.ts'
import {behaviourOf} from './simulation/function/functions.ts'
import {invokeByHand} from './simulation/function/invoke-by-hand.ts'
import {
  createFunction,
  createMapping,
  deleteFunction,
  deleteFunctionConcurrency,
  deleteMapping,
  noteRead,
  publishVersion,
  putFunctionConcurrency,
  putRuntimeManagement,
  topKeys,
  updateAlias,
  updateFunctionConfiguration,
  updateMapping,
} from './simulation/index.ts'
import {disableStream, enableStream} from './simulation/table/tables.ts'

/** The calls that change the account, carried out by the simulation. */
export const changes: Changes = {
  updateMapping,
  createMapping,
  deleteMapping,
  putFunctionConcurrency,
  deleteFunctionConcurrency,
  putRuntimeManagement,
  updateAlias,
  updateFunctionConfiguration,
  createFunction,
  deleteFunction,
  publishVersion,
  invoke: invokeByHand,
  disableStream: (world, tableName) => disableStream(simulationOf(world), tableName),
  enableStream: (world, tableName, viewType) => {
    enableStream(simulationOf(world), tableName, viewType)
  },
  noteRead,
  topKeys,
  behaviourOf: (world, functionName, version) => {
    const run = simulationOf(world).functions.get(functionName)
    return run === undefined ? null : behaviourOf(run, version)
  },
}
