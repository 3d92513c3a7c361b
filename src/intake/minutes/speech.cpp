#include "intake/minutes/speech.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "intake/minutes/passages.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

// More words than this before the verb are no subject.
constexpr std::size_t longest_subject = 24;
// Who speaks is told at the start; the time stays linear where somebody never ends a sentence.
constexpr std::size_t longest_sentence = 3000;

struct Word {
  std::string_view text;  // with its marks
  std::string key;
};

std::vector<Word> words_of(std::string_view sentence, std::size_t limit) {
  std::vector<Word> found;
  std::size_t at = 0;
  while (at < sentence.size() && found.size() < limit) {
    while (at < sentence.size() && static_cast<unsigned char>(sentence[at]) <= ' ') ++at;
    std::size_t end = at;
    while (end < sentence.size() && static_cast<unsigned char>(sentence[end]) > ' ') ++end;
    if (end > at) found.push_back({sentence.substr(at, end - at), matching_key(sentence.substr(at, end - at))});
    at = end;
  }
  return found;
}

using Phrase = std::pair<std::string_view, Act>;
// Longer phrases before the words they begin with.
constexpr Phrase phrases[]{
    {"asked that", Act::requests},
    {"requested clarification", Act::asks},
    {"requested information", Act::asks},
    {"requested further information", Act::asks},
    {"requested assurance", Act::asks},
    {"requested an update", Act::asks},
    {"requested", Act::requests},
    {"asked", Act::asks},
    {"asks", Act::asks},
    {"queried", Act::asks},
    {"questioned", Act::asks},
    {"enquired", Act::asks},
    {"inquired", Act::asks},
    {"challenged", Act::asks},
    {"sought", Act::asks},
    {"wanted to know", Act::asks},
    {"wished to know", Act::asks},
    {"wondered", Act::asks},
    {"probed", Act::asks},
    {"raised", Act::asks},
    {"expressed thanks", Act::none},
    {"expressed her thanks", Act::none},
    {"expressed his thanks", Act::none},
    {"expressed", Act::remarks},
    {"voiced", Act::remarks},
    {"was concerned", Act::remarks},
    {"were concerned", Act::remarks},
    {"was pleased", Act::remarks},
    {"were pleased", Act::remarks},
    {"was disappointed", Act::remarks},
    {"were disappointed", Act::remarks},
    {"was surprised", Act::remarks},
    {"was worried", Act::remarks},
    {"were worried", Act::remarks},
    {"was of the view", Act::remarks},
    {"were of the view", Act::remarks},
    {"felt", Act::remarks},
    {"commented", Act::remarks},
    {"observed", Act::remarks},
    {"remarked", Act::remarks},
    {"suggested", Act::remarks},
    {"welcomed", Act::remarks},
    {"thought", Act::remarks},
    {"believed", Act::remarks},
    {"praised", Act::remarks},
    {"commended", Act::remarks},
    {"urged", Act::remarks},
    {"echoed", Act::remarks},
    {"hoped", Act::remarks},
    {"disagreed", Act::remarks},
    {"reflected", Act::remarks},
    {"cautioned", Act::remarks},
    {"warned", Act::remarks},
    {"considered that", Act::remarks},
    {"reminded", Act::says},
    {"pointed out", Act::says},
    {"referred to", Act::says},
    {"gave", Act::says},
    {"provided", Act::says},
    {"explained", Act::says},
    {"highlighted", Act::says},
    {"stated", Act::says},
    {"said", Act::says},
    {"noted", Act::says},
    {"added", Act::says},
    {"mentioned", Act::says},
    {"stressed", Act::says},
    {"emphasised", Act::says},
    {"emphasized", Act::says},
    {"acknowledged", Act::says},
    {"recognised", Act::says},
    {"agreed", Act::says},
    {"accepted", Act::says},
    {"described", Act::says},
    {"summarised", Act::says},
    {"reported", Act::says},
    {"outlined", Act::says},
    {"indicated", Act::says},
    {"continued", Act::says},
    {"reiterated", Act::says},
    {"reaffirmed", Act::says},
    {"informed", Act::says},
    {"undertook", Act::says},
    {"offered", Act::says},
    {"committed", Act::says},
    {"apologised", Act::says},
    {"advised", Act::says},
    {"confirmed", Act::says},
    {"clarified", Act::says},
    {"assured", Act::says},
    {"reassured", Act::says},
    {"replied", Act::replies},
    {"responded", Act::replies},
    {"answered", Act::replies},
    {"introduced", Act::introduces},
    {"presented", Act::introduces},
    {"updated", Act::introduces},
    {"thanked", Act::none},
    {"proposed", Act::introduces},
    {"moved", Act::introduces},
    {"seconded", Act::introduces},
    {"declared", Act::none},
    {"left", Act::none},
    {"joined", Act::none},
    {"arrived", Act::none},
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_adverb(std::string_view key) {
  return is_one_of(key, {"further",      "also",    "then",         "again",   "subsequently", "therefore", "next",
                         "additionally", "both",    "specifically", "jointly", "similarly",    "briefly",   "verbally",
                         "who",          "firstly", "finally",      "since",   "duly",         "went",      "on",
                         "to",           "rightly", "did",          "had",     "has",          "have",      "all"});
}

// Small words that stand within the name of a person or post, and the posts that are written small.
bool stands_in_a_subject(std::string_view key) {
  return key.empty() || is_one_of(key, {"the",
                                        "a",
                                        "an",
                                        "of",
                                        "and",
                                        "for",
                                        "to",
                                        "in",
                                        "on",
                                        "at",
                                        "from",
                                        "with",
                                        "s",
                                        "or",
                                        "one",
                                        "another",
                                        "several",
                                        "some",
                                        "other",
                                        "two",
                                        "three",
                                        "both",
                                        "our",
                                        "as",
                                        "by",
                                        "de",
                                        "van",
                                        "member",
                                        "members",
                                        "governor",
                                        "governors",
                                        "officer",
                                        "officers",
                                        "chair",
                                        "chairman",
                                        "chairperson",
                                        "vice",
                                        "deputy",
                                        "councillor",
                                        "councillors",
                                        "director",
                                        "directors",
                                        "representative",
                                        "representatives",
                                        "colleague",
                                        "colleagues",
                                        "attendee",
                                        "attendees",
                                        "partner",
                                        "partners",
                                        "person",
                                        "people",
                                        "parent",
                                        "parents",
                                        "staff",
                                        "executive",
                                        "executives",
                                        "non",
                                        "lead",
                                        "leads",
                                        "manager",
                                        "managers",
                                        "head",
                                        "headteacher",
                                        "principal",
                                        "clerk",
                                        "trustee",
                                        "trustees",
                                        "resident",
                                        "residents",
                                        "team",
                                        "youth",
                                        "young",
                                        "co",
                                        "opted",
                                        "committee",
                                        "board",
                                        "panel",
                                        "governing",
                                        "body",
                                        "lay",
                                        "senior",
                                        "independent",
                                        "scrutineer",
                                        "the",
                                        "trust",
                                        "council",
                                        "public",
                                        "portfolio",
                                        "holder",
                                        "cabinet",
                                        "meeting",
                                        "service",
                                        "services",
                                        "nurse",
                                        "doctor",
                                        "designated",
                                        "acting",
                                        "interim",
                                        "assistant",
                                        "associate",
                                        "chief",
                                        "secretary",
                                        "presenter",
                                        "presenters",
                                        "author",
                                        "inspector",
                                        "superintendent",
                                        "constable",
                                        "report",
                                        "student",
                                        "pupil",
                                        "school",
                                        "staffing",
                                        "safeguarding",
                                        "business",
                                        "finance",
                                        "children",
                                        "adult",
                                        "adults",
                                        "social",
                                        "care",
                                        "health",
                                        "police",
                                        "work",
                                        "practice",
                                        "principal",
                                        "link",
                                        "foundation",
                                        "virtual",
                                        "group"});
}

bool is_title(std::string_view key) {
  return is_one_of(
      key, {"mr",        "mrs", "ms",   "miss", "mx",   "dr",    "rev",    "reverend", "revd", "father", "prof",
            "professor", "sir", "dame", "lord", "lady", "canon", "bishop", "rabbi",    "imam", "sister", "brother"});
}

Speaker speaker_of(const std::vector<Word>& subject) {
  const std::string& first = subject.front().key;
  if (is_one_of(first, {"cllr", "cllrs", "councillor", "councillors", "alderman", "alderwoman", "ald"})) {
    for (const Word& word : subject)  // who answers for the executive
      if (is_one_of(word.key, {"cabinet", "portfolio"})) return Speaker::person;
    return Speaker::member;
  }
  bool member = false, members = false, chair = false, independent = false, officer = false, body = false;
  std::size_t capitals = 0;
  for (const Word& word : subject) {
    if (is_one_of(word.key, {"member", "governor", "trustee", "resident", "parent", "ned", "public", "councillor",
                             "non", "lay", "co"}))
      member = true;
    if (is_one_of(word.key, {"members", "governors", "trustees", "councillors", "neds", "attendees", "parents",
                             "residents", "partners"}))
      members = true;
    if (is_one_of(word.key, {"chair", "chairman", "chairperson", "chairwoman", "vice"})) chair = true;
    if (is_one_of(word.key, {"independent", "scrutineer", "outgoing"})) independent = true;
    if (is_one_of(word.key, {"committee", "board", "panel", "executive", "cabinet", "forum", "group", "meeting", "sub",
                             "partnership"}))
      body = true;
    if (is_one_of(word.key,
                  {"officer",  "officers",       "director",  "head",      "manager",     "lead",       "headteacher",
                   "nurse",    "superintendent", "inspector", "principal", "chief",       "scrutineer", "team",
                   "services", "service",        "doctor",    "assistant", "clerk",       "secretary",  "portfolio",
                   "cabinet",  "colleagues",     "staff",     "holder",    "commissioner"}))
      officer = true;
    capitals += !word.text.empty() && is_upper(word.text.front());
  }
  if (is_title(first)) return Speaker::person;
  if (member && !officer) return Speaker::member;
  if (first == "non" || (member && is_one_of(first, {"a", "one", "another"}))) return Speaker::member;
  if (chair && !independent && !officer) return Speaker::chair;
  if (members && !officer) return Speaker::collective;
  if (body && !officer && !chair && subject.size() <= 6 && (first == "the" || first == "this"))
    return Speaker::collective;
  if (is_one_of(first, {"the", "a", "an", "officers", "officer", "colleagues", "staff", "presenters", "our"}) ||
      officer || independent)
    return Speaker::post;
  return capitals > 0 ? Speaker::person : Speaker::nobody;
}

// The phrase of the table that stands at `at`, and how many words it has.
std::pair<const Phrase*, std::size_t> phrase_at(const std::vector<Word>& words, std::size_t at) {
  for (const Phrase& phrase : phrases) {
    std::string_view rest = phrase.first;
    std::size_t i = at;
    bool same = true;
    while (same && !rest.empty()) {
      const std::size_t blank = rest.find(' ');
      same = i < words.size() && words[i].key == rest.substr(0, blank);
      ++i;
      rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    }
    if (same) return {&phrase, i - at};
  }
  return {nullptr, 0};
}

std::string_view between(std::string_view from, std::string_view to) {
  return {from.data(), static_cast<std::size_t>(to.data() + to.size() - from.data())};
}

std::string_view without_end_marks(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == ':' || text.back() == '.'))
    text = trimmed(text.substr(0, text.size() - 1));
  return text;
}

std::string_view without_article(std::string_view who) {
  for (std::string_view article : {"The ", "the "})
    if (who.starts_with(article)) return trimmed(who.substr(article.size()));
  return who;
}

bool says_what_is_asked(std::string_view key) {
  for (std::string_view word : {"whether", "if", "how", "what", "why", "when", "where", "who", "which", "about", "for",
                                "regarding", "concerning", "clarification"})
    if (has_words(key, word)) return true;
  return false;
}

// "… expressed concerns", "… and asked if": what the rest of a member's sentence does.
Act act_within(std::string_view rest) {
  const std::string key = matching_key(rest);
  for (std::string_view word :
       {"and asked", "and queried", "and questioned", "and enquired", "but asked", "asking", "but queried",
        "and sought", "and requested clarification", "and wondered", "and challenged", "then asked"})
    if (has_words(key, word)) return Act::asks;
  return Act::remarks;
}

// "It was explained that", "Members were advised that", "Concern was expressed by Councillor X that".
bool read_passive(const std::vector<Word>& words, Speech& speech) {
  std::size_t was = 0;
  while (was < words.size() && was < 7 && words[was].key != "was" && words[was].key != "were") ++was;
  if (was == 0 || was >= words.size() || was >= 7) return false;
  std::size_t verb = was + 1;
  while (verb < words.size() && is_adverb(words[verb].key)) ++verb;
  if (verb >= words.size()) return false;
  const std::string& done = words[verb].key;
  bool listens = false, asks = false;
  const bool it = words[0].key == "it";
  for (std::size_t i = 0; i < was; ++i) {
    const std::string& word = words[i].key;
    listens = listens || is_one_of(word, {"members", "committee", "board", "panel", "governors", "councillors",
                                          "executive", "partnership", "meeting", "group", "trustees", "cabinet",
                                          "attendees", "councillor", "cllr", "forum"});
    asks = asks || is_one_of(word, {"question", "questions", "query", "queries", "concern", "concerns", "clarification",
                                    "assurance", "reassurance", "challenge"});
  }
  if (asks && is_one_of(done, {"asked", "raised", "expressed", "sought", "made", "voiced", "put", "requested"}))
    speech.act = Act::asks;
  else if (it && is_one_of(done, {"asked", "queried", "questioned", "enquired"}))
    speech.act = Act::asks;
  else if (listens && is_one_of(done, {"advised", "informed", "told", "assured", "reassured", "reminded", "updated"}))
    speech.act = Act::says;
  else if (it && is_one_of(done, {"explained", "confirmed", "advised", "reported", "stated", "clarified", "highlighted",
                                  "acknowledged", "noted", "said", "emphasised", "stressed", "felt", "answered",
                                  "responded", "recognised"}))
    speech.act = Act::says;
  else
    return false;
  speech.speaker = Speaker::unnamed;
  // "by the Head of Service that": the words after "by" that look like a name or post.
  if (verb + 2 < words.size() && words[verb + 1].key == "by") {
    std::size_t end = verb + 2;
    while (
        end < words.size() && end < verb + 2 + longest_subject &&
        (is_upper(words[end].text.front()) || words[end].text.front() == '(' || stands_in_a_subject(words[end].key))) {
      const bool last = words[end].text.back() == ',' || words[end].text.back() == '.';
      ++end;
      if (last) break;
    }
    while (end > verb + 2 && is_one_of(words[end - 1].key, {"as", "on", "in", "for", "to", "with", "at", "about"}))
      --end;
    if (end > verb + 2)
      speech.who = without_article(without_end_marks(between(words[verb + 2].text, words[end - 1].text)));
  }
  return true;
}

// "In response to a question from Councillor X about Y, …": who asked and what; the length of it all.
std::size_t read_lead_in(std::string_view sentence, Speech& speech) {
  const std::string start = folded(sentence.substr(0, 24));
  bool response = false;
  for (std::string_view lead : {"in response", "in reply", "in answer", "responding", "replying", "answering",
                                "by way of response", "in responding", "in replying", "on questioning"})
    if (start.starts_with(lead)) response = true;
  const bool other = [&] {
    for (std::string_view lead :
         {"in ",      "further",  "following", "however",   "also",       "additionally", "with ",     "referring",
          "finally",  "at ",      "during",    "regarding", "turning",    "as ",          "on ",       "having",
          "moving",   "speaking", "for ",      "through ",  "after ",     "when ",        "similarly", "firstly",
          "secondly", "thirdly",  "lastly",    "before ",   "concluding", "noting",       "given"})
      if (start.starts_with(lead)) return true;
    return false;
  }();
  if (!response && !other) return 0;
  speech.in_response = response;
  // The comma behind which the speaker stands: the last before a subject and its verb would be best; of a question that
  // is told, commas may be many, so each is tried by the caller from the first on.
  const std::vector<Word> words = words_of(sentence, 40);
  if (response) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < words.size() && i < 14; ++i) {
      if (is_one_of(words[i].key, {"question", "questions", "query", "queries", "concern", "concerns", "challenge",
                                   "enquiry", "comment", "comments", "point", "questioning"})) {
        speech.question = words[i].text;
        for (std::size_t k = i + 1; k < words.size() && k <= i + 3; ++k)
          if (is_one_of(words[k].key, {"from", "by", "of"})) from = k + 1;
        if (from == 0 && i > 0) {  // "to Councillor X's question", "to Members' questions"
          std::size_t begin = i;
          while (begin > 0 && !is_one_of(words[begin - 1].key, {"to", "responding", "response", "a", "further"}))
            --begin;
          if (begin < i && is_upper(words[begin].text.front())) {
            std::string_view who = between(words[begin].text, words[i - 1].text);
            for (std::string_view mark : {"\xE2\x80\x99s", "'s", "\xE2\x80\x99", "'"})
              if (who.ends_with(mark)) {
                who.remove_suffix(mark.size());
                break;
              }
            speech.asked_by = who;
            from = 0;
          }
        }
        break;
      }
    }
    if (from > 0 && from < words.size()) {
      std::size_t end = from;
      while (end < words.size() &&
             !is_one_of(words[end].key, {"regarding", "about", "on", "concerning", "as", "whether", "who", "relating",
                                         "in", "that", "how", "asking", "if", "around"})) {
        const bool last = words[end].text.back() == ',';
        ++end;
        if (last) break;
      }
      if (end > from)
        speech.asked_by = without_article(without_end_marks(between(words[from].text, words[end - 1].text)));
    }
    if (!speech.question.empty())
      speech.question = {sentence.data(), sentence.size()};  // cut at the comma by the caller
  }
  const std::size_t comma = sentence.find(',');
  if (comma != std::string_view::npos && comma < 240) {
    // "In response the Head of X, Y, said": no comma of the lead-in at all.
    if (response) {
      const std::string head = matching_key(sentence.substr(0, comma));
      if (words.size() > 2 && (begins_with(head, "in response the") || begins_with(head, "in reply the"))) {
        const std::size_t the = folded(sentence.substr(0, comma)).find(" the ");
        return the == std::string::npos ? comma + 1 : the + 1;
      }
    }
    return comma + 1;
  }
  if (response) {
    // "In response the Head of … stated": the marker's own two words.
    if (words.size() > 2 && words[0].key == "in" && !is_one_of(words[2].key, {"to"}))
      return static_cast<std::size_t>(words[2].text.data() - sentence.data());
  }
  speech.in_response = response;
  return 0;
}

// The speaker and verb at the start of `clause`.
bool read_clause(std::string_view clause, Speech& speech) {
  const std::vector<Word> words = words_of(clause, longest_subject + 6);
  if (words.empty()) return false;
  if (read_passive(words, speech)) return true;
  bool in_brackets = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && !in_brackets) {
      // "an updated plan": behind an article it is no verb.
      const bool described =
          is_one_of(words[i - 1].key, {"a", "an", "the", "any", "every", "its", "their", "his", "her", "our"});
      if (const auto [phrase, count] = phrase_at(words, i); phrase && !described) {
        std::size_t end = i;
        while (end > 1 && is_adverb(words[end - 1].key) && !is_upper(words[end - 1].text.front())) --end;
        const std::vector<Word> subject(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end));
        speech.act = phrase->second;
        if (is_one_of(subject.front().key, {"she", "he", "they", "who", "the latter"}) && subject.size() <= 2) {
          speech.speaker = Speaker::same;
        } else {
          speech.speaker = speaker_of(subject);
          if (speech.speaker == Speaker::nobody) return false;
          speech.who = without_article(without_end_marks(between(subject.front().text, subject.back().text)));
        }
        const std::string_view rest = trimmed(clause.substr(static_cast<std::size_t>(
            words[i + count - 1].text.data() + words[i + count - 1].text.size() - clause.data())));
        const std::string rest_key = matching_key(rest.substr(0, 200));
        if (phrase->first == "asked") {
          const std::size_t to = (" " + rest_key).find(" to ");
          if (to != std::string::npos && to < 60 && !says_what_is_asked(std::string_view(rest_key).substr(0, to)))
            speech.act = Act::requests;
        }
        // The body asks for a report; for clarification it asks a question.
        if (phrase->first == "asked" && speech.speaker == Speaker::collective && begins_with(rest_key, "for")) {
          const std::string_view what = std::string_view(rest_key).substr(0, 60);
          bool answer = false;
          for (std::string_view word : {"clarification", "information", "assurance", "reassurance", "details", "detail",
                                        "confirmation", "explanation", "views"})
            answer = answer || has_words(what, word);
          if (!answer) speech.act = Act::requests;
        }
        if (phrase->first == "welcomed")
          for (std::string_view whom :
               {"everybody", "everyone", "all", "members", "attendees", "colleagues", "those", "governors"})
            if (begins_with(rest_key, whom)) speech.act = Act::introduces;
        if (phrase->first == "raised" && begins_with(rest_key, "awareness")) speech.act = Act::says;
        if (phrase->first == "sought" && begins_with(rest_key, "to")) speech.act = Act::says;
        if ((speech.act == Act::says || speech.act == Act::remarks) && act_within(rest) == Act::asks)
          speech.act = Act::asks;
        return true;
      }
    }
    const Word& word = words[i];
    if (word.text.find('(') != std::string_view::npos) in_brackets = true;
    const bool closes = word.text.find(')') != std::string_view::npos;
    const char first = word.text.front();
    if (!in_brackets && !is_upper(first) && !(first >= '0' && first <= '9') && (first & '\x80') == 0 && first != '&' &&
        !stands_in_a_subject(word.key) && !is_adverb(word.key))
      return false;
    if (closes) in_brackets = false;
  }
  return false;
}

}  // namespace

Speech speech_of(std::string_view whole) {
  Speech speech;
  const std::string_view sentence = whole.substr(0, longest_sentence);
  const std::size_t lead = read_lead_in(sentence, speech);
  bool found = false;
  if (lead > 0) {
    std::size_t at = lead;
    for (int tries = 0; tries < 4 && !found && at < sentence.size() && at < 400; ++tries) {
      Speech clause;
      found = read_clause(trimmed(sentence.substr(at)), clause);
      if (found) {
        speech.speaker = clause.speaker;
        speech.act = clause.act;
        speech.who = clause.who;
        if (!speech.question.empty()) speech.question = without_end_marks(sentence.substr(0, at));
        break;
      }
      const std::size_t comma = sentence.find(',', at);
      if (comma == std::string_view::npos) break;
      at = comma + 1;
    }
  }
  if (!found) {
    Speech clause;
    if (read_clause(sentence, clause)) {
      speech.speaker = clause.speaker;
      speech.act = clause.act;
      speech.who = clause.who;
      found = true;
    }
    if (!speech.question.empty()) speech.question = {}, speech.asked_by = {};
  }
  if (!found) return speech;
  // "… and was advised that …": somebody answered.
  for (std::string_view mark :
       {" and was advised", " and was informed", " and was told", " and were advised", " and were informed",
        " and was assured", " and were assured", " and received assurance"})
    if (const std::size_t at = sentence.find(mark); at != std::string_view::npos && speech.act == Act::asks) {
      speech.reply = sentence.substr(at + 5);
      return speech;
    }
  if (const std::size_t at = sentence.find("; "); at != std::string_view::npos && speech.speaker != Speaker::post) {
    Speech reply;
    const std::string_view clause = sentence.substr(at + 2);
    if (read_clause(clause, reply) && (reply.act == Act::says || reply.act == Act::replies) &&
        (reply.speaker == Speaker::post || reply.speaker == Speaker::unnamed || reply.speaker == Speaker::person)) {
      speech.reply = clause;
      speech.reply_by = reply.who;
      return speech;
    }
  }
  // "…, to which it was explained that …", "…, which officers felt was not the case".
  for (std::size_t at = sentence.find(", "); at != std::string_view::npos; at = sentence.find(", ", at + 1)) {
    const std::string_view behind = sentence.substr(at + 2);
    std::string_view clause;
    for (std::string_view mark : {"to which ", "which ", "and in response ", "and "})
      if (behind.starts_with(mark)) {
        clause = behind.substr(mark.size());
        if (mark == "and " && !clause.starts_with("it was") && !clause.starts_with("was advised") &&
            !clause.starts_with("the "))
          clause = {};
        break;
      }
    if (clause.empty()) continue;
    Speech reply;
    if (!read_clause(clause, reply)) continue;
    const bool answers = reply.act == Act::says || reply.act == Act::replies || reply.act == Act::remarks;
    if (!answers ||
        (reply.speaker != Speaker::post && reply.speaker != Speaker::unnamed && reply.speaker != Speaker::person))
      continue;
    if (speech.speaker == Speaker::post || speech.speaker == Speaker::unnamed) continue;
    speech.reply = behind;
    speech.reply_by = reply.who;
    break;
  }
  return speech;
}

bool speaks(std::string_view sentence) {
  return speech_of(sentence).act != Act::none;
}

}  // namespace candour::intake::minutes
