// axe-core finds nothing on any page, wide and at 320 px.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { phone, run, visit, waysOf, wide } from './harness.mjs'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

await run('axe', async ({ browser, address, file, found }) => {
  for (const [way, options] of waysOf(file, [['wide', wide], ['320 px', phone]])) {
    await visit(browser, options, address, found, async (page) => {
      await page.evaluate(axe)
      const { violations, passes } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), tags)
      if (passes.length === 0) found(`${way}: axe looked at nothing`)
      for (const violation of violations)
        found(`${way}: ${violation.id} (${violation.help}), ${violation.nodes.length} times, first ${violation.nodes[0].html.slice(0, 160)}; ${violation.nodes[0].failureSummary.replace(/\s+/g, ' ')}`)
    })
  }
})
