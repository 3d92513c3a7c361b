#include "intake/action_plan/meaning.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "base/text.h"

namespace candour::intake::action_plan {
namespace {

using plan::Status;

bool contains_words(std::string_view key, std::string_view phrase) {
  for (std::size_t at = key.find(phrase); at != std::string_view::npos; at = key.find(phrase, at + 1)) {
    const bool starts = at == 0 || key[at - 1] == ' ';
    const std::size_t end = at + phrase.size();
    if (starts && (end == key.size() || key[end] == ' ')) return true;
  }
  return false;
}

template <std::size_t Size>
bool contains_any(std::string_view key, const std::array<std::string_view, Size>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return contains_words(key, phrase); });
}

// Phrases that deny what a single word in them would say; they are taken out before the words are weighed.
constexpr std::array harmless{std::string_view("no further action"),
                              std::string_view("no additional action"),
                              std::string_view("no more action"),
                              std::string_view("no further monitoring"),
                              std::string_view("no monitoring"),
                              std::string_view("no concerns"),
                              std::string_view("no concern"),
                              std::string_view("no risk"),
                              std::string_view("no risks"),
                              std::string_view("no significant risk"),
                              std::string_view("no significant risks"),
                              std::string_view("no significant issues"),
                              std::string_view("no issues"),
                              std::string_view("no delays"),
                              std::string_view("no delay"),
                              std::string_view("no slippage"),
                              std::string_view("no problems"),
                              std::string_view("without delay"),
                              std::string_view("stop monitoring"),
                              std::string_view("not at risk"),
                              std::string_view("not overdue"),
                              std::string_view("no barriers"),
                              std::string_view("not delayed"),
                              std::string_view("nothing more needed"),
                              std::string_view("no intervention")};

constexpr std::array not_applicable{std::string_view("not applicable"), std::string_view("n a"),
                                    std::string_view("not relevant")};

constexpr std::array closed{std::string_view("superseded"),
                            std::string_view("duplicate"),
                            std::string_view("duplicated"),
                            std::string_view("withdrawn"),
                            std::string_view("no longer required"),
                            std::string_view("no longer needed"),
                            std::string_view("no longer relevant"),
                            std::string_view("no longer applicable"),
                            std::string_view("not accepted"),
                            std::string_view("rejected"),
                            std::string_view("cancelled"),
                            std::string_view("abandoned"),
                            std::string_view("closed without"),
                            std::string_view("closed not done"),
                            std::string_view("closed not progressed"),
                            std::string_view("closed not completed"),
                            std::string_view("closed not achieved"),
                            std::string_view("not being taken forward"),
                            std::string_view("will not be progressed"),
                            std::string_view("not to be pursued"),
                            std::string_view("will not be done"),
                            std::string_view("will not be taken forward"),
                            std::string_view("not proceeding"),
                            std::string_view("not taken forward")};

constexpr std::array not_embedded{
    std::string_view("not embedded"),        std::string_view("not yet embedded"),
    std::string_view("not fully embedded"),  std::string_view("to be embedded"),
    std::string_view("being embedded"),      std::string_view("needs embedding"),
    std::string_view("yet to be embedded"),  std::string_view("but not sustained"),
    std::string_view("not yet evidenced"),   std::string_view("not yet tested"),
    std::string_view("not yet verified"),    std::string_view("not validated"),
    std::string_view("awaiting evidence"),   std::string_view("awaiting verification"),
    std::string_view("awaiting validation"), std::string_view("verification awaited"),
    std::string_view("evidence awaited"),    std::string_view("evidence of impact awaited"),
    std::string_view("impact not yet")};

constexpr std::array embedded{std::string_view("embedded"),
                              std::string_view("sustained"),
                              std::string_view("business as usual"),
                              std::string_view("bau"),
                              std::string_view("verified"),
                              std::string_view("seen in practice"),
                              std::string_view("confirmed by a peer"),
                              std::string_view("confirmed by peer"),
                              std::string_view("confirmed by audit"),
                              std::string_view("confirmed by an audit"),
                              std::string_view("confirmed by a dip sample"),
                              std::string_view("confirmed by reinspection"),
                              std::string_view("confirmed in practice"),
                              std::string_view("independently assured"),
                              std::string_view("proved"),
                              std::string_view("proven"),
                              std::string_view("impact evidenced"),
                              std::string_view("impact demonstrated"),
                              std::string_view("evidence of impact"),
                              std::string_view("impact seen"),
                              std::string_view("assured and closed"),
                              std::string_view("validated")};

constexpr std::array off_track{std::string_view("off schedule"),
                               std::string_view("not on track"),
                               std::string_view("off track"),
                               std::string_view("offtrack"),
                               std::string_view("off target"),
                               std::string_view("not on target"),
                               std::string_view("not on schedule"),
                               std::string_view("overdue"),
                               std::string_view("stopped"),
                               std::string_view("halted"),
                               std::string_view("past due"),
                               std::string_view("deadline missed"),
                               std::string_view("missed deadline"),
                               std::string_view("missed"),
                               std::string_view("deadline passed"),
                               std::string_view("past deadline"),
                               std::string_view("not achieved"),
                               std::string_view("not met"),
                               std::string_view("barely met"),
                               std::string_view("will not be met"),
                               std::string_view("will not be achieved"),
                               std::string_view("will not be delivered"),
                               std::string_view("will not meet"),
                               std::string_view("unlikely to"),
                               std::string_view("not likely to"),
                               std::string_view("unacceptable"),
                               std::string_view("no progress"),
                               std::string_view("not progressing"),
                               std::string_view("not progressed"),
                               std::string_view("insufficient progress"),
                               std::string_view("limited progress"),
                               std::string_view("little progress"),
                               std::string_view("remedial action"),
                               std::string_view("failed"),
                               std::string_view("failing"),
                               std::string_view("critical"),
                               std::string_view("significantly behind"),
                               std::string_view("significant delay"),
                               std::string_view("significant delays"),
                               std::string_view("significant slippage"),
                               std::string_view("significant concern"),
                               std::string_view("significant concerns"),
                               std::string_view("significant risk"),
                               std::string_view("significant risks"),
                               std::string_view("significant issues"),
                               std::string_view("significant problems"),
                               std::string_view("serious concern"),
                               std::string_view("serious concerns"),
                               std::string_view("serious risk"),
                               std::string_view("serious issues"),
                               std::string_view("serious delay"),
                               std::string_view("major issues"),
                               std::string_view("major concerns"),
                               std::string_view("major delay"),
                               std::string_view("major slippage"),
                               std::string_view("major risk"),
                               std::string_view("high risk"),
                               std::string_view("severe"),
                               std::string_view("stalled"),
                               std::string_view("stuck"),
                               std::string_view("blocked"),
                               std::string_view("urgent action"),
                               std::string_view("immediate action"),
                               std::string_view("escalate"),
                               std::string_view("escalation required"),
                               std::string_view("outstanding and overdue"),
                               std::string_view("not delivered"),
                               std::string_view("late"),
                               std::string_view("seriously behind"),
                               std::string_view("well behind"),
                               std::string_view("unrecoverable"),
                               std::string_view("out of time"),
                               std::string_view("not completed on time"),
                               std::string_view("not completed within"),
                               std::string_view("not complete within"),
                               std::string_view("will miss"),
                               std::string_view("not completed in time"),
                               std::string_view("not complete and past"),
                               std::string_view("timescale not met"),
                               std::string_view("target date passed"),
                               std::string_view("beyond target date"),
                               std::string_view("date has passed"),
                               std::string_view("deadline has passed"),
                               std::string_view("target date has passed")};

constexpr std::array may_be_late{std::string_view("risk of being late"),
                                 std::string_view("risk of being overdue"),
                                 std::string_view("risk of becoming late"),
                                 std::string_view("risk of becoming overdue"),
                                 std::string_view("risk of running late"),
                                 std::string_view("risk of falling behind"),
                                 std::string_view("risk of going off track"),
                                 std::string_view("risk of being off track"),
                                 std::string_view("may be late"),
                                 std::string_view("might be late"),
                                 std::string_view("could be late"),
                                 std::string_view("likely to be late"),
                                 std::string_view("may become overdue"),
                                 std::string_view("could become overdue")};

// Off track, but in hand: at risk after all.
constexpr std::array recoverable{std::string_view("recoverable"),         std::string_view("with mitigation"),
                                 std::string_view("with mitigations"),    std::string_view("mitigations in place"),
                                 std::string_view("mitigation in place"), std::string_view("recovery plan"),
                                 std::string_view("plan to recover"),     std::string_view("plans to recover"),
                                 std::string_view("can be recovered"),    std::string_view("back on track")};
constexpr std::array beyond_recovery{std::string_view("no recovery plan"),        std::string_view("not recoverable"),
                                     std::string_view("no mitigation"),           std::string_view("no mitigations"),
                                     std::string_view("without mitigation"),      std::string_view("no plan"),
                                     std::string_view("without a recovery plan"), std::string_view("unrecoverable")};

constexpr std::array not_started{std::string_view("not started"),
                                 std::string_view("not yet started"),
                                 std::string_view("not begun"),
                                 std::string_view("not yet begun"),
                                 std::string_view("yet to start"),
                                 std::string_view("yet to begin"),
                                 std::string_view("yet to commence"),
                                 std::string_view("not commenced"),
                                 std::string_view("not yet commenced"),
                                 std::string_view("not due to start"),
                                 std::string_view("to be started"),
                                 std::string_view("to start"),
                                 std::string_view("action planned"),
                                 std::string_view("no action taken"),
                                 std::string_view("no action yet"),
                                 std::string_view("not yet in progress"),
                                 std::string_view("awaiting start"),
                                 std::string_view("unstarted"),
                                 std::string_view("work has not started"),
                                 std::string_view("has not started"),
                                 std::string_view("have not started"),
                                 std::string_view("not initiated"),
                                 std::string_view("not yet initiated"),
                                 std::string_view("no work has begun"),
                                 std::string_view("no work has started"),
                                 std::string_view("no work started"),
                                 std::string_view("no work begun"),
                                 std::string_view("no work undertaken"),
                                 std::string_view("no work yet"),
                                 std::string_view("work has yet to"),
                                 std::string_view("has not begun"),
                                 std::string_view("have not begun"),
                                 std::string_view("has not commenced"),
                                 std::string_view("no activity"),
                                 std::string_view("nothing has been done"),
                                 std::string_view("nothing has yet been done"),
                                 std::string_view("nothing done"),
                                 std::string_view("nothing yet done"),
                                 std::string_view("nothing is done"),
                                 std::string_view("no work done"),
                                 std::string_view("no work has been done"),
                                 std::string_view("not done"),
                                 std::string_view("not yet done"),
                                 std::string_view("has not been done"),
                                 std::string_view("not been done")};

constexpr std::array at_risk{std::string_view("at risk"),
                             std::string_view("slip"),
                             std::string_view("slips"),
                             std::string_view("slipped"),
                             std::string_view("slipping"),
                             std::string_view("slippage"),
                             std::string_view("delay"),
                             std::string_view("delays"),
                             std::string_view("delayed"),
                             std::string_view("behind"),
                             std::string_view("monitor"),
                             std::string_view("monitored"),
                             std::string_view("monitoring"),
                             std::string_view("watch"),
                             std::string_view("watched"),
                             std::string_view("attention"),
                             std::string_view("concern"),
                             std::string_view("concerns"),
                             std::string_view("drift"),
                             std::string_view("drifting"),
                             std::string_view("may not"),
                             std::string_view("might not"),
                             std::string_view("risk"),
                             std::string_view("risks"),
                             std::string_view("risk of"),
                             std::string_view("issues"),
                             std::string_view("difficulties"),
                             std::string_view("barriers"),
                             std::string_view("obstacles"),
                             std::string_view("problems"),
                             std::string_view("partially met"),
                             std::string_view("partly met"),
                             std::string_view("partly achieved"),
                             std::string_view("partially achieved"),
                             std::string_view("some progress"),
                             std::string_view("requires improvement"),
                             std::string_view("needs improvement"),
                             std::string_view("challenges"),
                             std::string_view("caution"),
                             std::string_view("in jeopardy"),
                             std::string_view("threatened"),
                             std::string_view("uncertain"),
                             std::string_view("intervention"),
                             std::string_view("not fully on track"),
                             std::string_view("revised date"),
                             std::string_view("revised timescale"),
                             std::string_view("extended deadline")};

// Begun and not finished, said with the word "complete" in it.
constexpr std::array unfinished{std::string_view("not complete"),
                                std::string_view("not completed"),
                                std::string_view("not yet complete"),
                                std::string_view("not yet completed"),
                                std::string_view("not fully complete"),
                                std::string_view("incomplete"),
                                std::string_view("partially complete"),
                                std::string_view("partially completed"),
                                std::string_view("partly complete"),
                                std::string_view("part complete"),
                                std::string_view("nearly complete"),
                                std::string_view("almost complete"),
                                std::string_view("near completion"),
                                std::string_view("nearing completion"),
                                std::string_view("towards completion"),
                                std::string_view("to be completed"),
                                std::string_view("to be done"),
                                std::string_view("will be completed"),
                                std::string_view("will be complete"),
                                std::string_view("not finished"),
                                std::string_view("not fully implemented"),
                                std::string_view("not yet implemented"),
                                std::string_view("expected to be completed"),
                                std::string_view("expected to complete"),
                                std::string_view("due to be completed"),
                                std::string_view("due to complete"),
                                std::string_view("on track for completion"),
                                std::string_view("on track to be completed"),
                                std::string_view("on track to complete"),
                                std::string_view("on track to deliver"),
                                std::string_view("on target for completion"),
                                std::string_view("yet to be completed"),
                                std::string_view("being completed"),
                                std::string_view("for completion"),
                                std::string_view("on schedule for completion"),
                                std::string_view("until complete"),
                                std::string_view("to complete"),
                                std::string_view("will be achieved"),
                                std::string_view("will be met"),
                                std::string_view("will be delivered"),
                                std::string_view("to be achieved"),
                                std::string_view("to be delivered"),
                                std::string_view("being implemented"),
                                std::string_view("being delivered"),
                                std::string_view("partially implemented"),
                                std::string_view("partly implemented"),
                                std::string_view("largely complete"),
                                std::string_view("mostly complete"),
                                std::string_view("substantially complete"),
                                std::string_view("largely completed"),
                                std::string_view("mostly completed"),
                                std::string_view("partially met"),
                                std::string_view("partly met"),
                                std::string_view("partially achieved"),
                                std::string_view("partly achieved"),
                                std::string_view("not fully met"),
                                std::string_view("mostly met"),
                                std::string_view("nearly met"),
                                std::string_view("not fully achieved"),
                                std::string_view("nothing has been done"),
                                std::string_view("nothing has yet been done"),
                                std::string_view("nothing done"),
                                std::string_view("nothing yet done"),
                                std::string_view("nothing is done"),
                                std::string_view("no work done"),
                                std::string_view("no work has been done"),
                                std::string_view("not done"),
                                std::string_view("not yet done"),
                                std::string_view("not been done")};

constexpr std::array on_track{std::string_view("on track"),
                              std::string_view("ontrack"),
                              std::string_view("on target"),
                              std::string_view("on schedule"),
                              std::string_view("on course"),
                              std::string_view("on time"),
                              std::string_view("progressing"),
                              std::string_view("in progress"),
                              std::string_view("in train"),
                              std::string_view("underway"),
                              std::string_view("under way"),
                              std::string_view("ongoing"),
                              std::string_view("on going"),
                              std::string_view("started"),
                              std::string_view("begun"),
                              std::string_view("commenced"),
                              std::string_view("acceptable progress"),
                              std::string_view("good progress"),
                              std::string_view("going well"),
                              std::string_view("going to plan"),
                              std::string_view("satisfactory progress"),
                              std::string_view("progress is good"),
                              std::string_view("as planned"),
                              std::string_view("to plan"),
                              std::string_view("in hand"),
                              std::string_view("within timescale"),
                              std::string_view("within timescales"),
                              std::string_view("in line with"),
                              std::string_view("active"),
                              std::string_view("being progressed"),
                              std::string_view("progress made"),
                              std::string_view("progress being made"),
                              std::string_view("work in hand"),
                              std::string_view("continuing"),
                              std::string_view("not yet due"),
                              std::string_view("not due"),
                              std::string_view("within target"),
                              std::string_view("making progress"),
                              std::string_view("proceeding")};

constexpr std::array complete{
    std::string_view("complete"),   std::string_view("completed"),   std::string_view("completion"),
    std::string_view("achieved"),   std::string_view("done"),        std::string_view("finished"),
    std::string_view("delivered"),  std::string_view("implemented"), std::string_view("actioned"),
    std::string_view("fully met"),  std::string_view("met in full"), std::string_view("met"),
    std::string_view("fulfilled"),  std::string_view("concluded"),   std::string_view("discharged"),
    std::string_view("signed off"), std::string_view("in place"),    std::string_view("closed"),
    std::string_view("resolved")};

// "26-75%", "over 75%", "up to 25%": a share of the work that is neither none nor all.
bool tells_a_part(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    const std::size_t end = begin;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
    const std::string_view number = text.substr(begin, end - begin);
    if (!number.empty() && number != "100" && number != "0") return true;
  }
  return false;
}

bool tells_all(std::string_view text) {
  return text.find("100%") != std::string_view::npos || text.find("100 %") != std::string_view::npos;
}

std::string without_phrases(std::string key) {
  for (std::string_view phrase : harmless)
    for (std::size_t at = key.find(phrase); at != std::string::npos; at = key.find(phrase)) {
      const bool starts = at == 0 || key[at - 1] == ' ';
      const std::size_t end = at + phrase.size();
      if (!starts || (end != key.size() && key[end] != ' ')) break;
      key.replace(at, phrase.size(), "~");
    }
  return key;
}

std::size_t words_in(std::string_view key) {
  if (key.empty()) return 0;
  return 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
}

// "Achieved late", "completed or on track": said of what is done and of what is not, a mark would count it as both.
bool is_of_two_minds(std::string_view meaning) {
  static constexpr std::array late{std::string_view("late"),
                                   std::string_view("overdue"),
                                   std::string_view("behind"),
                                   std::string_view("delayed"),
                                   std::string_view("past deadline"),
                                   std::string_view("after the deadline"),
                                   std::string_view("after the due date"),
                                   std::string_view("after the target date")};
  static constexpr std::array plainly_done{std::string_view("complete"),    std::string_view("completed"),
                                           std::string_view("achieved"),    std::string_view("done"),
                                           std::string_view("finished"),    std::string_view("delivered"),
                                           std::string_view("implemented"), std::string_view("actioned"),
                                           std::string_view("fully met"),   std::string_view("signed off")};
  static constexpr std::array denials{std::string_view("not"),     std::string_view("no"),  std::string_view("never"),
                                      std::string_view("without"), std::string_view("yet"), std::string_view("will")};
  static constexpr std::array coming{std::string_view("will meet"),        std::string_view("will be met"),
                                     std::string_view("will be complete"), std::string_view("will be completed"),
                                     std::string_view("will be achieved"), std::string_view("will be delivered")};
  bool done = false, open = false;
  std::string rest = replaced(folded(meaning), "/", " or ") + " or ";
  for (std::size_t end = rest.find(" or "); end != std::string::npos; end = rest.find(" or ")) {
    const std::string part = without_phrases(matching_key(rest.substr(0, end)));
    rest.erase(0, end + 3);
    const bool has_number = part.find_first_of("0123456789") != std::string::npos;
    const bool denied = contains_any(part, denials) || contains_any(part, unfinished) || has_number;
    if (!denied && (contains_any(part, plainly_done) || contains_words(part, "met")) && words_in(part) <= 6) {
      done = true;
      open = open || contains_any(part, late);
    } else {
      open = open || contains_any(part, late) || contains_any(part, unfinished) || contains_any(part, on_track) ||
             contains_any(part, off_track) || contains_any(part, not_started) || contains_any(part, coming);
    }
  }
  return done && open;
}

// ---- What a word of a status is told of: denied, in part, still to come ----

template <std::size_t Size>
std::string without(std::string key, const std::array<std::string_view, Size>& phrases) {
  for (std::string_view phrase : phrases) key = replaced(std::move(key), phrase, "");
  return key;
}

// Words that stop what stands behind them in their clause from being so.
constexpr std::array denying{std::string_view("not"),         std::string_view("no"),      std::string_view("never"),
                             std::string_view("none"),        std::string_view("nobody"),  std::string_view("nothing"),
                             std::string_view("neither"),     std::string_view("without"), std::string_view("unable"),
                             std::string_view("rather than"), std::string_view("cannot")};
constexpr std::array coming_or_doubted{
    std::string_view("will"),        std::string_view("should"),     std::string_view("would"),
    std::string_view("could"),       std::string_view("may"),        std::string_view("might"),
    std::string_view("must"),        std::string_view("to be"),      std::string_view("expected to"),
    std::string_view("due to"),      std::string_view("awaiting"),   std::string_view("awaits"),
    std::string_view("before"),      std::string_view("until"),      std::string_view("prior to"),
    std::string_view("pending"),     std::string_view("needs"),      std::string_view("need"),
    std::string_view("requires"),    std::string_view("yet to"),     std::string_view("being"),
    std::string_view("in order to"), std::string_view("instead of"), std::string_view("working towards"),
    std::string_view("towards"),     std::string_view("toward")};
constexpr std::array in_part{
    std::string_view("half"),      std::string_view("part"),        std::string_view("partly"),
    std::string_view("partially"), std::string_view("mostly"),      std::string_view("largely"),
    std::string_view("nearly"),    std::string_view("almost"),      std::string_view("less than"),
    std::string_view("not all"),   std::string_view("not fully"),   std::string_view("some of"),
    std::string_view("most of"),   std::string_view("majority of"), std::string_view("substantially")};
// The same behind the word ("completion delayed", "complete in some areas only", "evidence of impact required").
constexpr std::array denied_behind{
    std::string_view("expected"),  std::string_view("unlikely"),  std::string_view("is unlikely"),
    std::string_view("doubtful"),  std::string_view("delayed"),   std::string_view("postponed"),
    std::string_view("paused"),    std::string_view("prevented"), std::string_view("is not"),
    std::string_view("was not"),   std::string_view("not yet"),   std::string_view("reopened"),
    std::string_view("re opened"), std::string_view("reopen"),    std::string_view("required"),
    std::string_view("awaited"),   std::string_view("pending"),   std::string_view("to follow")};
constexpr std::array in_part_behind{std::string_view("in part"), std::string_view("in some"),
                                    std::string_view("only in"), std::string_view("for some"),
                                    std::string_view("in places")};

// "hasn't", "won't" as "has not", "will not", in a key, which keeps no apostrophe.
std::string without_contractions(std::string key) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> said{{{"wont", "will not"},
                                                                                       {"cant", "cannot"},
                                                                                       {"hasnt", "has not"},
                                                                                       {"havent", "have not"},
                                                                                       {"isnt", "is not"},
                                                                                       {"arent", "are not"},
                                                                                       {"wasnt", "was not"},
                                                                                       {"werent", "were not"},
                                                                                       {"didnt", "did not"},
                                                                                       {"doesnt", "does not"},
                                                                                       {"couldnt", "could not"},
                                                                                       {"wouldnt", "would not"},
                                                                                       {"shouldnt", "should not"},
                                                                                       {"no one", "nobody"}}};
  for (const auto& [short_form, long_form] : said)
    for (std::size_t at = key.find(short_form); at != std::string::npos; at = key.find(short_form, at + 1)) {
      const std::size_t end = at + short_form.size();
      if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' '))
        key.replace(at, short_form.size(), long_form);
    }
  return key;
}

// The parts of a sentence that speak for themselves: cut at its signs and before "but" and its like.
std::vector<std::string> clauses_of(std::string_view text) {
  std::string cut = folded(text);
  for (std::string_view sign : {"\xE2\x80\x93", "\xE2\x80\x94", " - ", ",", ";", ":", ".", "(", ")", " but ",
                                " however ", " although ", " though "})
    cut = replaced(std::move(cut), sign, "\n");
  std::vector<std::string> found;
  for (std::size_t begin = 0; begin <= cut.size();) {
    const std::size_t end = std::min(cut.find('\n', begin), cut.size());
    if (std::string clause(trimmed(cut.substr(begin, end - begin))); !clause.empty())
      found.push_back(std::move(clause));
    begin = end + 1;
  }
  return found;
}

enum class Told { not_at_all, denied, partly, plainly };

// How `text` tells what `phrases` say: plainly where one clause says it without a word that denies, parts or defers it.
// What a phrase holds itself ("not started") does not count against it. `may_come`: what is still to come or in doubt
// counts as told, and "not started or overdue" are two clauses.
template <std::size_t Size>
Told how_told(std::string_view text, const std::array<std::string_view, Size>& phrases, bool may_come) {
  Told told = Told::not_at_all;
  const std::string cut = may_come ? replaced(replaced(folded(text), " or ", ", "), " and ", ", ") : std::string(text);
  for (const std::string& said : clauses_of(cut)) {
    const std::string clause = without_phrases(without_contractions(matching_key(said)));
    for (std::string_view phrase : phrases)
      for (std::size_t at = clause.find(phrase); at != std::string::npos; at = clause.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        if ((at > 0 && clause[at - 1] != ' ') || (end < clause.size() && clause[end] != ' ')) continue;
        const std::string_view before = std::string_view(clause).substr(0, at),
                               behind = std::string_view(clause).substr(end);
        if (contains_any(before, in_part) || contains_any(behind, in_part_behind))
          told = Told::partly;
        else if (contains_any(before, denying) || (!may_come && contains_any(before, coming_or_doubted)) ||
                 contains_any(behind, denied_behind))
          told = told == Told::not_at_all ? Told::denied : told;
        else
          return Told::plainly;
      }
  }
  return told;
}

constexpr std::array begun{std::string_view("started"), std::string_view("begun"), std::string_view("commenced")};
constexpr std::array keeps_to_time{std::string_view("on track"),  std::string_view("ontrack"),
                                   std::string_view("on target"), std::string_view("on schedule"),
                                   std::string_view("on course"), std::string_view("on time"),
                                   std::string_view("to plan"),   std::string_view("as planned")};

// What a denied "on track" says: "never started" is not begun, "no longer on course" is off track, and else nothing.
std::optional<Status> status_of_denied_track(std::string_view meaning) {
  if (how_told(meaning, begun, true) == Told::denied) return Status::not_started;
  if (how_told(meaning, keeps_to_time, true) == Told::denied) return Status::off_track;
  return std::nullopt;
}

// What the words say, weighed one kind after the other.
std::optional<Status> status_by_words(std::string_view meaning) {
  const std::string whole = without_contractions(matching_key(meaning));
  const std::string key = without_phrases(whole);
  if (key.empty()) return std::nullopt;
  if (contains_any(key, closed)) return Status::closed;
  if (is_of_two_minds(meaning)) return std::nullopt;
  // "At risk of being late" is not late.
  bool said_off = contains_any(key, off_track);
  if (said_off && contains_any(key, may_be_late)) said_off = contains_any(without(key, may_be_late), off_track);
  if (!said_off && contains_any(key, may_be_late) && !contains_any(key, complete)) return Status::at_risk;
  if (said_off && contains_any(key, recoverable) && !contains_any(key, beyond_recovery)) return Status::at_risk;
  if (said_off) return Status::off_track;
  const bool denies_embedding = contains_any(key, not_embedded) ||
                                (contains_any(key, embedded) && how_told(meaning, embedded, false) != Told::plainly);
  if (!denies_embedding && contains_any(key, embedded)) return Status::embedded;
  const bool is_unfinished = contains_any(key, unfinished);
  // "Complete; impact being monitored" is complete: only what is not finished can be at risk.
  const bool says_complete = !is_unfinished && contains_any(key, complete) && !tells_a_part(meaning);
  const Told completion = says_complete ? how_told(meaning, complete, false) : Told::not_at_all;
  const bool is_complete = says_complete && completion == Told::plainly;
  if (contains_any(key, not_started) && !is_complete) return Status::not_started;
  if (is_complete && (words_in(key) <= 4 || key.rfind("action", 0) == 0 || !contains_any(key, at_risk)) &&
      !contains_any(key, std::array{std::string_view("on track"), std::string_view("on target")}))
    return Status::complete;
  if (denies_embedding && is_complete) return Status::complete;
  if (contains_any(key, at_risk)) return Status::at_risk;
  if (contains_any(key, on_track) || is_unfinished || tells_a_part(meaning) || completion == Told::partly)
    return Status::on_track;
  if (is_complete || (!says_complete && tells_all(meaning))) return Status::complete;
  if (contains_any(key, not_applicable)) return Status::not_applicable;
  if (whole != key && contains_words(whole, "stop monitoring")) return Status::complete;
  if (key == "planned" || key == "pending" || key == "new") return Status::not_started;
  if (whole != key) return Status::on_track;  // nothing but "no concerns", "no further action"
  return std::nullopt;
}

}  // namespace

std::optional<Status> status_from_meaning(std::string_view meaning) {
  const std::optional<Status> status = status_by_words(meaning);
  if (status == Status::on_track && !tells_a_part(meaning) && how_told(meaning, complete, false) != Told::partly &&
      std::max(how_told(meaning, on_track, true), how_told(meaning, unfinished, true)) == Told::denied)
    return status_of_denied_track(meaning);
  if (status == Status::off_track && how_told(meaning, off_track, true) == Told::denied) return std::nullopt;
  if (status == Status::closed && how_told(meaning, closed, true) == Told::denied) return std::nullopt;
  return status;
}

std::optional<Status> status_from_rating_words(std::string_view rating) {
  const std::string key = matching_key(rating);
  if (key.empty() || words_in(key) > 6) return std::nullopt;
  if (says_not_applicable(rating)) return Status::not_applicable;
  // Beside a key's other words "not complete" may be begun work; alone it does not say whether it is begun.
  for (std::string_view open : {"not complete", "not completed", "incomplete", "not yet complete", "not yet completed",
                                "not finished", "not done", "not implemented", "not yet implemented"})
    if (key == open) return std::nullopt;
  if (words_in(key) <= 2 && tells_all(rating)) return Status::complete;
  if (words_in(key) == 1 && (key == "0" || tells_a_part(rating))) return std::nullopt;
  // What is left must be words: a colour, a letter or a number speaks for nothing.
  std::string rest;
  for (const std::string& word : words(rating)) {
    if (word.size() < 2 || !colour_of_word(word).empty()) continue;
    if (!tells_a_part(rating) && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
      continue;
    if (!rest.empty()) rest += ' ';
    rest += word;
  }
  if (rest.empty() || words_in(rest) > 5) return std::nullopt;
  return status_from_meaning(rest);
}

namespace {

using Phrases = std::vector<std::string_view>;

// Takes each of the phrases out, the longest first.
std::string without_any(std::string key, const Phrases& phrases) {
  for (const std::string_view phrase : phrases)
    for (std::size_t at = key.find(phrase); at != std::string::npos; at = key.find(phrase, at + 1)) {
      const std::size_t end = at + phrase.size();
      if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' '))
        key.replace(at, phrase.size(), "~");
    }
  return key;
}

bool says_part(std::string_view phrase) {
  return phrase.starts_with("part") || phrase.starts_with("nearly") || phrase.starts_with("mostly") ||
         phrase.starts_with("not fully met") || phrase.starts_with("not fully achieved");
}

// Phrases of several words whose denials and futures are their own ("not started", "back on track").
const Phrases& settled_phrases() {
  static const Phrases all = [] {
    Phrases found{"but not embedded", "but not yet embedded", "but not fully embedded"};
    const auto add = [&](const auto& phrases) {
      for (const std::string_view phrase : phrases)
        if (phrase.find(' ') != std::string_view::npos && !says_part(phrase)) found.push_back(phrase);
    };
    add(harmless), add(not_applicable), add(closed), add(not_embedded), add(embedded), add(off_track), add(recoverable);
    add(beyond_recovery), add(not_started), add(at_risk), add(on_track), add(complete);
    std::stable_sort(found.begin(), found.end(), [](auto a, auto b) { return a.size() > b.size(); });
    return found;
  }();
  return all;
}

const Phrases& unfinished_phrases() {
  static const Phrases all = [] {
    Phrases found;
    std::copy_if(unfinished.begin(), unfinished.end(), std::back_inserter(found),
                 [](std::string_view phrase) { return !phrase.starts_with("on "); });
    std::stable_sort(found.begin(), found.end(), [](auto a, auto b) { return a.size() > b.size(); });
    return found;
  }();
  return all;
}

// Says how work stands in words other than that a part of it is done.
bool says_how_it_stands(std::string_view key) {
  const auto says = [&](const auto& phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return !says_part(phrase) && contains_words(key, phrase); });
  };
  return says(on_track) || says(at_risk) || says(off_track) || says(not_started) || says(not_embedded);
}

// "3 of 5", "2 out of 7": neither none nor all of some.
bool counts_a_part(std::string_view key) {
  const std::vector<std::string> all = words(key);
  const auto is_number = [](const std::string& word) {
    return word.size() <= 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  for (std::size_t i = 0; i + 2 < all.size(); ++i) {
    const std::size_t second = i + 3 < all.size() && all[i + 1] == "out" && all[i + 2] == "of" ? i + 3 : i + 2;
    if ((all[i + 1] == "of" || second == i + 3) && is_number(all[i]) && is_number(all[second]) && all[i] != all[second])
      return true;
  }
  return false;
}

// "Ongoing/complete", "Delivered, started again": done in one part of the rating and at work in another.
bool says_done_and_open(std::string_view rating) {
  std::string cut = folded(rating);
  for (std::string_view sign : {"/", " and ", " & ", " then ", " -", "- "}) cut = replaced(std::move(cut), sign, ", ");
  bool done = false, open = false;
  for (const std::string& part : clauses_of(cut)) {
    if (without_phrases(matching_key(part)) == "~") continue;  // "no further action"
    const std::optional<Status> status = status_from_meaning(part);
    done = done || status == Status::complete || status == Status::embedded;
    open = open || status == Status::on_track || status == Status::off_track || status == Status::not_started;
  }
  return done && open;
}

}  // namespace

bool unsettles(std::string_view before, std::string_view behind, Status status) {
  if (before.find('?') != std::string_view::npos || behind.find('?') != std::string_view::npos) return true;
  std::string first = matching_key(before), rest = matching_key(behind);
  const bool is_whole = behind.empty();
  for (std::string* key : {&first, &rest}) {
    // "Started, not complete" says how it stands; "not complete" alone does not.
    const std::string without_part = without_any(*key, unfinished_phrases());
    if (!is_whole || says_how_it_stands(without_part)) *key = without_part;
    *key = without_any(*key, settled_phrases());
  }
  const std::string both = first + " ~ " + rest;
  const bool done = status == Status::complete || status == Status::embedded;
  static constexpr std::array denied_or_past{
      std::string_view("not"),    std::string_view("no"),    std::string_view("never"),  std::string_view("cannot"),
      std::string_view("isn t"),  std::string_view("isnt"),  std::string_view("wasn t"), std::string_view("wasnt"),
      std::string_view("hasn t"), std::string_view("was"),   std::string_view("were"),   std::string_view("had"),
      std::string_view("aren t"), std::string_view("yet to")};
  // What is not begun or late may be done some day, and says so.
  static constexpr std::array intended{
      std::string_view("be"),    std::string_view("should"), std::string_view("would"),  std::string_view("could"),
      std::string_view("might"), std::string_view("toward"), std::string_view("towards")};
  const bool may_be_intended = is_whole && !done && status != Status::on_track;
  static constexpr std::array wherever{std::string_view("no longer"),     std::string_view("previously"),
                                       std::string_view("formerly"),      std::string_view("reopened"),
                                       std::string_view("re opened"),     std::string_view("reinstated"),
                                       std::string_view("reversed"),      std::string_view("proposed"),
                                       std::string_view("propose"),       std::string_view("provisional"),
                                       std::string_view("provisionally"), std::string_view("tentative"),
                                       std::string_view("tentatively"),   std::string_view("tbc"),
                                       std::string_view("tbd"),           std::string_view("unconfirmed"),
                                       std::string_view("subject to"),    std::string_view("if"),
                                       std::string_view("unless"),        std::string_view("expected"),
                                       std::string_view("anticipated"),   std::string_view("hoped"),
                                       std::string_view("hopefully"),     std::string_view("moving"),
                                       std::string_view("almost"),        std::string_view("nearly"),
                                       std::string_view("near"),          std::string_view("nearing"),
                                       std::string_view("partially"),     std::string_view("partly"),
                                       std::string_view("part complete"), std::string_view("part completed"),
                                       std::string_view("part done"),     std::string_view("part met"),
                                       std::string_view("in part"),       std::string_view("half"),
                                       std::string_view("mostly"),        std::string_view("largely"),
                                       std::string_view("substantially"), std::string_view("virtually"),
                                       std::string_view("not fully")};
  static constexpr std::array of_what_is_done{
      std::string_view("but"),        std::string_view("bar"),         std::string_view("in some"),
      std::string_view("y n"),        std::string_view("merged"),      std::string_view("transferred to"),
      std::string_view("is it"),      std::string_view("however"),     std::string_view("although"),
      std::string_view("though"),     std::string_view("except"),      std::string_view("apart"),
      std::string_view("excluding"),  std::string_view("outstanding"), std::string_view("pending"),
      std::string_view("awaiting"),   std::string_view("until"),       std::string_view("once"),
      std::string_view("when"),       std::string_view("draft"),       std::string_view("phase"),
      std::string_view("stage"),      std::string_view("interim"),     std::string_view("still"),
      std::string_view("to be"),      std::string_view("will be"),     std::string_view("not"),
      std::string_view("no"),         std::string_view("yet"),         std::string_view("planned"),
      std::string_view("late"),       std::string_view("overdue"),     std::string_view("started"),
      std::string_view("incomplete"), std::string_view("remaining")};
  return contains_any(first, denied_or_past) || (!may_be_intended && contains_any(first, intended)) ||
         contains_any(both, wherever) || (done && (contains_any(both, of_what_is_done) || counts_a_part(both)));
}

std::optional<Status> status_of_settled_words(std::string_view rating) {
  const std::optional<Status> status = status_from_rating_words(rating);
  if (!status || *status == Status::not_applicable) return status;
  // "Met", "Partially met", "Not met" are the grades of a self-assessment against standards.
  if (const std::string grade = matching_key(rating); grade == "partially met" || grade == "partly met") return status;
  if (unsettles(rating, {}, *status)) return std::nullopt;
  const std::string key = without_any(matching_key(rating), unfinished_phrases());
  const bool tells_only_a_part = tells_a_part(rating) || key != matching_key(rating);
  if (tells_only_a_part && !says_how_it_stands(key)) return std::nullopt;
  if (says_done_and_open(rating)) return std::nullopt;
  return status == Status::embedded ? Status::complete : status;
}

bool contradicts(std::string_view words, Status meant) {
  const std::optional<Status> told = status_from_meaning(words);
  if (!told || *told == meant || meant == Status::unclear || meant == Status::not_stated) return false;
  const auto done = [](Status status) { return status == Status::complete || status == Status::embedded; };
  if (done(*told) && done(meant)) return false;
  if (meant == Status::closed && done(*told)) return false;
  if (meant == Status::off_track && (*told == Status::at_risk || *told == Status::not_started)) return false;
  if (meant == Status::at_risk && *told == Status::not_started) return false;
  if (*told == Status::on_track && (meant == Status::at_risk || meant == Status::off_track))
    return contains_any(matching_key(words), std::array{std::string_view("on track"), std::string_view("on target"),
                                                        std::string_view("on schedule"), std::string_view("on time"),
                                                        std::string_view("to plan"), std::string_view("as planned")});
  return true;
}

bool accepts_or_not(std::string_view text) {
  if (text.size() > 60) return false;
  std::string key = matching_key(text);
  for (std::string_view adverb : {"fully ", "partially ", "partly ", "not ", "in part "})
    if (key.starts_with(adverb)) {
      key.erase(0, adverb.size());
      break;
    }
  for (std::string_view word :
       {"accepted", "agreed", "accepted in part", "agreed in part", "accepted in principle", "agreed in principle",
        "rejected", "declined", "accepted in full", "agreed in full", "partially accepted", "partly accepted", "noted"})
    if (key == word) return true;
  return false;
}

bool says_not_applicable(std::string_view text) {
  if (text.size() > 80 || text.size() < 2) return false;
  const std::string key = matching_key(text);
  if (key == "n a" || key == "na" || key == "n ap" || key == "no action" || key == "no actions" ||
      key == "no action required" || key == "no actions required" || key == "no action needed" ||
      key == "no actions offered" || key == "none required" || key == "not relevant" || key == "not required")
    return true;
  return contains_words(key, "not applicable") || key.rfind("n a ", 0) == 0 ||
         (contains_words(key, "not relevant to") && words_in(key) <= 8);
}

bool is_pointer(std::string_view text) {
  if (text.empty() || text.size() > 60) return false;
  // All of these begin with one of a few letters.
  switch (text[0] | 0x20) {
    case 'a':
    case 's':
    case 'p':
    case 'r':
    case 'd':
      break;
    default:
      if (text[0] >= '0' && static_cast<unsigned char>(text[0]) < 0x80) return false;
  }
  const std::string key = matching_key(text);
  if (key.empty() || words_in(key) > 8) return false;
  if (key == "ditto" || key == "as before" || key == "same" || key == "as per above") return true;
  constexpr std::array starts{std::string_view("as above"),     std::string_view("see "),
                              std::string_view("please see "),  std::string_view("same as "),
                              std::string_view("refer to "),    std::string_view("as below"),
                              std::string_view("please refer"), std::string_view("ref action"),
                              std::string_view("as per "),      std::string_view("above ")};
  return key == "above" ||
         std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return key.rfind(start, 0) == 0; });
}

std::string_view colour_of_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> colours{{{"red", "red"},
                                                                                   {"amber", "amber"},
                                                                                   {"orange", "amber"},
                                                                                   {"yellow", "yellow"},
                                                                                   {"green", "green"},
                                                                                   {"blue", "blue"},
                                                                                   {"purple", "purple"},
                                                                                   {"violet", "purple"},
                                                                                   {"grey", "grey"},
                                                                                   {"gray", "grey"},
                                                                                   {"white", "white"},
                                                                                   {"black", "black"},
                                                                                   {"brown", "brown"},
                                                                                   {"pink", "pink"}}};
  for (const auto& [name, colour] : colours)
    if (name == word) return colour;
  return {};
}

std::string_view colour_of_fill(std::string_view fill) {
  if (fill.size() != 6) return {};
  int channel[3];
  for (int i = 0; i < 3; ++i) {
    int value = 0;
    for (int j = 0; j < 2; ++j) {
      const char c = fill[static_cast<std::size_t>(2 * i + j)];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                               : -1;
      if (digit < 0) return {};
      value = value * 16 + digit;
    }
    channel[i] = value;
  }
  const int red = channel[0], green = channel[1], blue = channel[2];
  const int high = std::max({red, green, blue}), low = std::min({red, green, blue});
  if (high - low < 24) {
    if (high < 64) return "black";
    return low > 240 ? std::string_view() : std::string_view("grey");
  }
  double hue = 0;
  const double spread = high - low;
  if (high == red)
    hue = 60.0 * (green - blue) / spread;
  else if (high == green)
    hue = 120.0 + 60.0 * (blue - red) / spread;
  else
    hue = 240.0 + 60.0 * (red - green) / spread;
  if (hue < 0) hue += 360;
  if (hue < 18 || hue >= 335) return "red";
  if (hue < 52) return "amber";
  if (hue < 66) return "yellow";
  if (hue < 170) return "green";
  if (hue < 258) return "blue";
  return "purple";
}

}  // namespace candour::intake::action_plan
