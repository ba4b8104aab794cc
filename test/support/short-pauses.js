/** In a process that a test starts: a pause of a second or more takes a tenth of its time. The lab on the other side goes so much faster. */
import {createRequire, syncBuiltinESMExports} from 'node:module'

const timers = createRequire(import.meta.url)('node:timers/promises')
const {setTimeout: wait} = timers
timers.setTimeout = (ms, ...rest) => wait(ms < 1000 ? ms : ms / 10, ...rest)
syncBuiltinESMExports()
