import type {Invariant} from '../facts.ts'
import {conservation} from './conservation.ts'
import {exitCodesHold} from './exit-codes.ts'
import {onDisk} from './on-disk.ts'
import {once} from './once.ts'
import {promisedRecords} from './promised-records.ts'
import {restored} from './restored.ts'
import {truth} from './truth.ts'
import {unlocked} from './unlocked.ts'

/** Each rule that every run keeps, by its name. */
export const invariants: Readonly<Record<string, Invariant>> = {
  conservation,
  'promised records': promisedRecords,
  'once only': once,
  'true journal': truth,
  restored,
  unlocked,
  'exit codes': exitCodesHold,
  'on disk': onDisk,
}
