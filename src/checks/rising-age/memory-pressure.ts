import {configureFunction} from '../../advice/fix-command.ts'
import {mayBeRefused, mostMemoryMb} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {number, percent} from '../../text/units.ts'

export const memoryPressure = defineCheck({
  id: 'memory-pressure',
  severity: 'medium',
  needs: ['function', 'logReports'],
  run: ({function: target, logReports}, _wanted, {thresholds}) => {
    if (target === null) return []
    if (target.managedInstances) return undecidable('Lambda reports no memory for a function on managed instances')
    const used = logReports?.usedMemoryMaximumMb ?? null
    const size = logReports?.memorySizeMb ?? null
    const share = ratio(used, size)
    if (used === null || size === null || share === null) return undecidable('the log holds no REPORT line with the memory used')
    if (share < thresholds.memoryShare) return []
    // With a lower threshold, half as much again may be less than there is.
    const advised = Math.min(mostMemoryMb(target), Math.ceil(Math.max(used * 1.5, size * 1.25) / 64) * 64)
    return [
      fail(
        {usedMb: used, memoryMb: size, share, advisedMb: advised},
        size < mostMemoryMb(target)
          ? {
              command: configureFunction(target, [['memory', String(advised)]]),
            }
          : null,
      ),
    ]
  },
  text: {
    title: 'The function is nearly out of memory',
    why: 'At the limit Lambda stops the process, and the whole batch fails. Shortly before it, garbage collection makes the function slow.',
    found: ({usedMb, memoryMb, share}) => `Up to ${number(usedMb)} of ${number(memoryMb)} MB were used (${percent(share)}).`,
    fix: ({advisedMb}) =>
      `Raise the memory to about ${number(advisedMb)} MB. More memory brings more CPU and costs more per millisecond. A smaller batch needs less memory.${mayBeRefused(advisedMb)} A mapping on a version or alias gets the change only with a new version.`,
  },
})
