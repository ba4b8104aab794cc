import {configureFunction} from '../../advice/fix-command.ts'
import {mayBeRefused, mostMemoryMb} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {number, percent} from '../../text/units.ts'

export const memoryPressure = defineCheck({
  id: 'memory-pressure',
  title: 'The function is nearly out of memory',
  severity: 'medium',
  why: 'At the limit Lambda kills the process, and the whole batch fails; shortly before it, garbage collection makes it slow.',
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
              summary: `Set it to about ${number(advised)} MB. More memory is more CPU and costs more per millisecond; a smaller batch needs less.${mayBeRefused(advised)} A mapping on a version or alias sees it only with a new version.`,
              command: configureFunction(target, ['--memory', String(advised)]),
            }
          : null,
      ),
    ]
  },
  say: ({usedMb, memoryMb, share}) => `Up to ${number(usedMb)} of ${number(memoryMb)} MB were used (${percent(share)}).`,
})
