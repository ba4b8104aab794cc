import {defineCheck, fail} from '../../model/check.ts'

export const encryptedFilters = defineCheck({
  id: 'encrypted-filters',
  severity: 'info',
  needs: ['mapping'],
  run: ({mapping}) => (mapping.filterPatterns === null ? [fail({filterPatterns: 'encrypted'})] : []),
  text: {
    title: 'The filters cannot be read',
    why: 'Their patterns cannot be checked. If Lambda may not decrypt them, nothing is delivered.',
    found: () => 'The filters are encrypted with your key, and AWS does not list them: they were not checked.',
  },
})
