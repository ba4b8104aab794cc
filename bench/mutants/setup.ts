import fc from 'fast-check'
import {printed} from '../../test/support/printed.ts'

// A property that fails once has noticed the mutant: the smallest example is of no use here.
fc.configureGlobal({endOnFailure: true})
;(globalThis as {$between?: () => void}).$between = () => printed.splice(0)
