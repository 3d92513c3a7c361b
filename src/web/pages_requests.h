#pragma once
// The pages of whoever asks: what was asked of whom and what came; composing from a filter; the preview of the very
// letter; one request with its answers, letters and chasing. Pure functions of their models.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/mailer.h"
#include "request/commands.h"
#include "view/view.h"
#include "web/pages.h"

namespace candour::web {

// Fields as the form names them, and what was wrong with one.
struct Composing {
  std::map<std::string, std::string> typed;
  std::vector<std::string> rows;  // ids of the actions that are ticked; all where nothing was sent yet
  bool sent = false;              // something was typed already
  std::string field;
  std::string sentence;
};

std::string requests_page(const Around& around, const view::Picture& picture, bool mail);
// Which agency: how many rows of each the filter finds.
struct AgencyToAsk {
  const plan::Agency* agency = nullptr;
  std::size_t rows = 0;
};
std::string request_agencies_page(const Around& around, const view::Picture& picture, const view::Filter& filter,
                                  const std::vector<AgencyToAsk>& agencies);
std::string request_compose_page(const Around& around, const view::Picture& picture, const plan::Agency& agency,
                                 const std::vector<const view::Row*>& rows, const Composing& composing);
// The letters as they would go, but for the link and the code, which are made when they are sent.
std::string request_preview_page(const Around& around, const view::Picture& picture, const plan::Agency& agency,
                                 const request::Request& request, const std::vector<app::Letter>& letters,
                                 const Composing& composing, bool mail);
// A form of the page that was refused.
struct RefusedAct {
  std::string form;  // "decide-3", "escalate", "close" …
  std::string sentence;
  std::map<std::string, std::string> typed;
};
// How requests are chased by rule: a form for each of these partnerships; the refused form is called by its id.
std::string request_chasing_page(const Around& around, const view::Picture& picture,
                                 const std::vector<const people::Partnership*>& partnerships,
                                 const RefusedAct& refused);
std::string request_page(const Around& around, const view::Picture& picture, const request::Request& request,
                         const RefusedAct& refused, bool mail);

}  // namespace candour::web
