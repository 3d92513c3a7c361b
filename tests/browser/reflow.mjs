// At 320 px nothing scrolls sideways but a region that says what it is (WCAG 1.4.10): as it comes, with everything
// unfolded, and with the spacing of text that a reader may ask for (WCAG 1.4.12).
import { phone, run, visit } from './harness.mjs'

const spread = () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
}
const unfold = () => document.querySelectorAll('details').forEach((details) => { details.open = true })

await run('reflow', async ({ browser, address, found }) => {
  await visit(browser, phone, address, found, async (page) => {
    for (const [way, change] of [['as it comes', () => {}], ['unfolded', unfold], ['with wide spacing', spread]]) {
      await page.evaluate(change)
      const result = await page.evaluate(() => {
        const width = document.documentElement.clientWidth
        const beyond = []
        for (const element of document.querySelectorAll('body *')) {
          const region = element.closest('[tabindex="0"][role="region"]')
          if (region && region !== element) continue
          const box = element.getBoundingClientRect()
          const hidden = box.width <= 1 || box.height <= 1 || getComputedStyle(element).visibility === 'hidden'
          if (!hidden && box.right > width + 1) beyond.push(`<${element.localName} class="${element.getAttribute('class') ?? ''}"> ends at ${Math.round(box.right)}`)
        }
        const unnamed = [...document.querySelectorAll('*')].filter((element) => {
          const scrolls = element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
          return scrolls && element.localName !== 'textarea' && !(element.tabIndex === 0 && element.getAttribute('role') === 'region' && element.getAttribute('aria-label'))
        })
        return { width, whole: document.documentElement.scrollWidth, beyond, unnamed: unnamed.map((element) => element.className) }
      })
      if (result.width !== 320) found(`${way}: the window is ${result.width} px wide, not 320`)
      if (result.whole > result.width) found(`${way}: the page is ${result.whole} px wide`)
      for (const words of result.beyond.slice(0, 3)) found(`${way}: ${words}`)
      for (const words of result.unnamed) found(`${way}: scrolls sideways without a name: ${words}`)
    }
  })
})
