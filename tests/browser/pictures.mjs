// Not a test: takes pictures of the gallery, to be looked at.
//   node tests/browser/pictures.mjs GALLERY [PAGE] --to FOLDER
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { phone, run, visit, wide } from './harness.mjs'

const to = process.argv.indexOf('--to')
const folder = to > 0 ? process.argv.splice(to, 2)[1] : 'pictures'
await mkdir(folder, { recursive: true })
const ways = { wide, phone, print: wide }

await run('pictures', async ({ browser, address, file, found }) => {
  for (const [way, options] of Object.entries(ways)) {
    await visit(browser, options, address, found, async (page) => {
      const name = join(folder, `${file.replace('.html', '')}-${way}`)
      if (way === 'print') {
        await page.pdf({ path: `${name}.pdf`, format: 'A4', landscape: true, printBackground: false })
        return
      }
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width: options.viewport.width, height: Math.min(height, 2400) })
      await page.screenshot({ path: `${name}.png` })
    })
  }
})
