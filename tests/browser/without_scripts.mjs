// Without JavaScript nothing is missing: every link of the menu and every field of a form is there, what is folded can be
// unfolded, and a filter goes into the address.
import { phone, run, visit, waysOf, wide } from './harness.mjs'

await run('without scripts', async ({ browser, address, file, found }) => {
  for (const [way, options] of waysOf(file, [['wide', wide], ['320 px', phone]])) {
    await visit(browser, { ...options, javaScriptEnabled: false }, address, found, async (page) => {
      if (await page.evaluate(() => document.body.classList.contains('js-enabled'))) found('scripts ran')
      for (const words of await page.evaluate(() => {
        const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0
        const name = (one) => one.getAttribute('name')
        const found = []
        for (const item of document.querySelectorAll('.govuk-service-navigation__link')) if (!seen(item)) found.push(`the menu hides ${item.textContent}`)
        for (const field of document.querySelectorAll('main form:not(.c-filter form) :is(input:not([type=hidden]), select, textarea, button)'))
          // What is folded in <details> is unfolded without scripts; what belongs to a choice is looked at below.
          if (!seen(field) && !field.closest('details:not([open]), .govuk-radios__conditional')) found.push(`a field is hidden: ${name(field)}`)
        const toggle = document.querySelector('.govuk-service-navigation__toggle')
        if (toggle && seen(toggle)) found.push('a menu button that does nothing is shown')
        return found
      })) found(`${way}: ${words}`)
      // Fields that belong to a choice come with it.
      for (const choice of await page.locator('.govuk-radios__item:has(+ .govuk-radios__conditional) input').all()) {
        await choice.check()
        for (const field of await choice.locator('xpath=../following-sibling::*[1]').locator('input, select, textarea').all())
          if (!(await field.isVisible()) && (await choice.isVisible()))
            found(`${way}: a choice does not bring its field: ${await field.getAttribute('name')}`)
      }
      const clamp = page.locator('details.c-clamp').first()
      if (await clamp.count()) {
        const rest = clamp.locator('.c-clamp__rest')
        if (await rest.isVisible()) found(`${way}: a folded text is not folded`)
        await clamp.locator('summary').click()
        if (!(await rest.isVisible())) found(`${way}: a folded text does not unfold`)
      }
      const filter = page.locator('.c-filter form')
      if (await filter.count()) {
        if (!(await filter.isVisible())) await page.locator('.c-filter__summary').click()
        await filter.locator('select').first().selectOption({ index: 0 })
        await filter.locator('input[name=words]').fill('supervision & more')
        // The gallery has no such page; the request that leaves is what counts.
        await page.route(/words=/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '' }))
        await Promise.all([page.waitForURL(/words=/), filter.locator('button').click()])
        if (!page.url().includes('words=supervision+%26+more')) found(`${way}: the filter is not in the address: ${page.url()}`)
      }
    })
  }
})
