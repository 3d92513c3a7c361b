#include "web/components_page.h"

#include <utility>

#include "base/text.h"
#include "web/assets.h"
#include "web/components.h"

namespace candour::web {
namespace {

using Where = NavigationItem::Where;

// A trail is for orientation; the heading says the whole.
constexpr std::size_t longest_crumb = 48;

void write_head(Html& html, const Page& page) {
  html << "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>"_html;
  if (page.state == PageState::with_errors) html << "Error: "_html;
  html << page.title;
  if (!page.partnership.empty()) html << " – "_html << page.partnership;
  html << " – Candour</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
          "<meta name=\"theme-color\" content=\"#12436d\"><link rel=\"icon\" type=\"image/svg+xml\""_html;
  html.attribute("href"_html, asset_path("icon.svg")) << "><link rel=\"stylesheet\""_html;
  html.attribute("href"_html, asset_path("candour.css")) << "><script type=\"module\""_html;
  html.attribute("src"_html, asset_path("candour.js")) << "></script></head>"_html;
}

void write_header(Html& html, const Page& page) {
  html << "<header class=\"c-header\"><div class=\"c-header__bar\"><div class=\"govuk-width-container c-header__row\">"
          "<a class=\"c-header__home\" href=\"/\"><svg class=\"c-header__mark\" viewBox=\"0 0 32 32\" width=\"32\" "
          "height=\"32\" aria-hidden=\"true\"><path d=\"M26 8.5A12.5 12.5 0 1 0 26 23.5\"/><path "
          "d=\"M10.5 16l4.5 4.5L26.5 9\"/></svg><span class=\"c-header__product\">Candour</span></a>"_html;
  if (!page.partnership.empty())
    html << "<span class=\"c-header__partnership\">"_html << page.partnership << "</span>"_html;
  if (!page.person.empty())
    html << "<a class=\"c-header__person\" href=\"/account\">"_html << page.person
         << "<span class=\"govuk-visually-hidden\">: your account</span></a>"_html;
  if (!page.search_href.empty()) {
    html << "<form class=\"c-search\" role=\"search\" method=\"get\""_html;
    html.address("action"_html, page.search_href)
        << "><label class=\"govuk-visually-hidden\" for=\"search-everything\">Search plans and actions</label>"
           "<input class=\"c-search__input\" id=\"search-everything\" name=\"q\" type=\"search\" placeholder=\"Search\""_html;
    html.attribute("value"_html, page.search_text)
        << "><button class=\"c-search__button\" type=\"submit\"><span "
           "class=\"govuk-visually-hidden\">Search</span><svg "
           "viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\"><circle cx=\"8.5\" cy=\"8.5\" "
           "r=\"5.5\"/><path d=\"M12.8 12.8L18 18\"/></svg></button></form>"_html;
  }
  html << "</div></div>"_html;
  if (!page.navigation.empty()) {
    html << "<div class=\"govuk-service-navigation\" data-module=\"govuk-service-navigation\"><div "
            "class=\"govuk-width-container\"><div class=\"govuk-service-navigation__container\"><nav "
            "aria-label=\"Menu\" class=\"govuk-service-navigation__wrapper\"><button type=\"button\" "
            "class=\"govuk-service-navigation__toggle govuk-js-service-navigation-toggle\" "
            "aria-controls=\"navigation\" hidden aria-hidden=\"true\">Menu</button><ul "
            "class=\"govuk-service-navigation__list\" id=\"navigation\">"_html;
    for (const NavigationItem& item : page.navigation) {
      if (!html.offers_page(item.href.view())) continue;
      const bool active = item.where != Where::elsewhere;
      html << (active ? "<li class=\"govuk-service-navigation__item govuk-service-navigation__item--active\">"_html
                      : "<li class=\"govuk-service-navigation__item\">"_html)
           << "<a class=\"govuk-service-navigation__link\""_html;
      html.address("href"_html, item.href);
      if (item.where == Where::here) html << " aria-current=\"page\""_html;
      if (item.where == Where::inside) html << " aria-current=\"true\""_html;
      html << ">"_html;
      // <strong>: also for those who override colours.
      if (active)
        html << "<strong class=\"govuk-service-navigation__active-fallback\">"_html << item.text << "</strong>"_html;
      else
        html << item.text;
      html << "</a></li>"_html;
    }
    html << "</ul></nav></div></div></div>"_html;
  }
  html << "</header>"_html;
}

void write_breadcrumbs(Html& html, const std::vector<Crumb>& crumbs) {
  if (crumbs.empty()) return;
  html << "<nav class=\"govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile\" aria-label=\"Breadcrumb\"><ol "
          "class=\"govuk-breadcrumbs__list\">"_html;
  for (const Crumb& crumb : crumbs) {
    html << "<li class=\"govuk-breadcrumbs__list-item\""_html;
    if (crumb.href.empty()) {
      html << " aria-current=\"page\">"_html << shortened(crumb.text.view(), longest_crumb);
    } else if (!html.offers_page(crumb.href.view())) {
      html << ">"_html << shortened(crumb.text.view(), longest_crumb);
    } else {
      html << "><a class=\"govuk-breadcrumbs__link\""_html;
      html.address("href"_html, crumb.href) << ">"_html << shortened(crumb.text.view(), longest_crumb) << "</a>"_html;
    }
    html << "</li>"_html;
  }
  html << "</ol></nav>"_html;
}

void write_footer(Html& html, const Page& page) {
  html
      << "<footer class=\"c-footer\"><div class=\"govuk-width-container c-footer__row\"><nav aria-label=\"Footer\"><ul "
         "class=\"c-footer__links\"><li><a class=\"c-footer__link\" href=\"/help\">Help</a></li><li><a "
         "class=\"c-footer__link\" "
         "href=\"/accessibility\">Accessibility</a></li><li><a class=\"c-footer__link\" "
         "href=\"/privacy\">Privacy</a></li><li><a "
         "class=\"c-footer__link\" href=\"/source\">Source code</a></li></ul></nav><p "
         "class=\"c-footer__words\">Candour keeps "
         "the record of what was learned, what was done and what was shown.</p>"_html;
  if (!page.address.empty() || !page.as_at.empty()) {
    html << "<p class=\"c-footer__print\">"_html << page.address;
    if (!page.address.empty() && !page.as_at.empty()) html << " · "_html;
    html << page.as_at << "</p>"_html;
  }
  html << "</div></footer>"_html;
}

}  // namespace

std::string write(const Page& page) {
  Html html(page.room);
  html.set_form_token(std::string(page.form_token.view()));
  html.set_offers(page.offers);
  write_head(html, page);
  // The first script says on <body> that scripts run, before anything is drawn; the module follows when the page is
  // there.
  html << "<body class=\"govuk-template__body\"><script"_html;
  html.attribute("src"_html, asset_path("start.js"))
      << "></script><a href=\"#main-content\" class=\"govuk-skip-link\" data-module=\"govuk-skip-link\">Skip to main "
         "content</a>"_html;
  write_header(html, page);
  html << "<div class=\"govuk-width-container\">"_html;
  write_breadcrumbs(html, page.breadcrumbs);
  if (!page.before_main.empty())
    html << "<nav class=\"c-back\" aria-label=\"Back\">"_html << page.before_main << "</nav>"_html;
  html << "<main class=\"govuk-main-wrapper"_html;
  if (page.width == PageWidth::reading) html << " c-reading"_html;
  html << "\" id=\"main-content\">"_html;
  if (!page.held.empty()) html << Warning{.content = page.held.view()};
  html << page.main << "</main></div>"_html;
  write_footer(html, page);
  html << "</body></html>\n"_html;
  return std::move(html).bytes();
}

}  // namespace candour::web
