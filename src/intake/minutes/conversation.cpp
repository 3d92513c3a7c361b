#include "intake/minutes/conversation.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

bool same_person(std::string_view left, std::string_view right) {
  const std::string a = matching_key(left), b = matching_key(right);
  return !a.empty() && !b.empty() && (has_words(a, b) || has_words(b, a));
}
bool concern(std::string_view sentence) {
  const std::string key = matching_key(sentence.substr(0, 300));
  return has_words(key, "concern") || has_words(key, "concerns") || has_words(key, "concerned") ||
         has_words(key, "worried") || has_words(key, "disappointed") || has_words(key, "challenged");
}

}  // namespace

bool Conversation::read_pair(const Passage& passage) {
  passage_ = index_of(passage);
  const std::string_view text = trimmed(passage.text.substr(item_label(passage.text).length));
  std::size_t mark = text.substr(0, 90).find(':');
  if (text.empty()) return false;
  const std::string low = folded(text.substr(0, 12));
  const auto bare_letter = [&](char letter) {
    // "Q. Why?", "Q Why?", "Q1 Why?", "Q – Why?"
    if (low.empty() || low[0] != letter) return std::size_t{0};
    std::size_t at = 1;
    while (at < low.size() && low[at] >= '0' && low[at] <= '9') ++at;
    if (at >= low.size()) return std::size_t{0};
    if (low[at] == '.' || low[at] == ':' || low[at] == ')') return at + 1;
    if (low[at] == '-' || (low[at] == ' ' && (at > 1 || letter == 'q' || low.compare(at, 2, " -") == 0))) return at;
    return std::size_t{0};
  };
  bool asks = false, answers = false;
  std::size_t length = 0;
  std::string_view who;
  if (is_upper(text.front()) && bare_letter('q') > 0)
    asks = true, length = bare_letter('q');
  else if (is_upper(text.front()) && bare_letter('a') > 0 && (open_ || pair_open_))
    answers = true, length = bare_letter('a');
  else if (mark != std::string_view::npos) {
    const std::string key = matching_key(text.substr(0, mark));
    for (std::string_view word : {"question", "governor question", "governor challenge", "challenge", "question from",
                                  "query", "member question", "governors question", "question by", "question to",
                                  "public question", "supplementary question", "governor s question",
                                  "governors challenge", "questions from", "trustee challenge", "trustee question"})
      if (begins_with(key, word) && key.size() <= word.size() + 60) asks = true;
    for (std::string_view word : {"answer", "response", "reply", "answer from", "response from", "officer response"})
      if (begins_with(key, word) && key.size() <= word.size() + 60 && (open_ || pair_open_)) answers = true;
    if (asks && has_words(key, "answer")) asks = false;
    if (asks || answers) {
      length = mark + 1;
      const std::string_view name = text.substr(0, mark);
      for (std::string_view from : {" from the ", " from ", " by the ", " by "})
        if (const std::size_t at = name.find(from); at != std::string_view::npos) {
          who = trimmed(name.substr(at + from.size()));
          break;
        }
      if (who.empty())
        if (const std::size_t open = name.find('('); open != std::string_view::npos)
          who = trimmed(name.substr(open + 1, name.find(')', open) - open - 1));
    }
  }
  if (!asks && !answers) {
    if (pair_open_ && open_ && !speaks(text) && !text.ends_with('?') && open_answer_.empty() && !passage.marked) {
      // The answer without its letter, below a marked question.
      open_answer_.push_back(text);
      return true;
    }
    return false;
  }
  std::string_view body = trimmed(text.substr(length));
  for (std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"})
    if (body.starts_with(dash)) body = trimmed(body.substr(dash.size()));
  if (asks) {
    close();
    std::string_view answer;
    for (std::string_view inner : {" A: ", " Answer: ", " A. ", " Response: ", "? A "})
      if (const std::size_t at = body.find(inner); at != std::string_view::npos) {
        answer = trimmed(body.substr(at + inner.size()));
        body = trimmed(body.substr(0, at + (inner.front() == '?' ? 1 : 0)));
        break;
      }
    if (body.empty()) return true;
    // "Q: Mr Asante asked who checks …" says who.
    if (who.empty())
      if (const Speech speech = speech_of(body); speech.act == Act::asks) who = speech.who;
    begin_question(passage, who, body, true);
    pair_open_ = true;
    if (!answer.empty()) open_answer_.push_back(answer);
    return true;
  }
  if (!open_) return true;
  if (!who.empty()) add_answerer(who);
  if (who.empty()) {
    const std::vector<std::string_view> sentences = sentences_of(body);
    if (!sentences.empty()) {
      for (std::string_view sentence : sentences) {
        const Speech speech = speech_of(sentence);
        if ((speech.act == Act::says || speech.act == Act::replies || speech.act == Act::remarks) &&
            !speech.who.empty())
          add_answerer(speech.who);
      }
    }
  }
  open_answer_.push_back(body);
  return true;
}

void Conversation::begin_question(const Passage& passage, std::string_view who, std::string_view text, bool asks) {
  close();
  open_ = true;
  asks_ = asks;
  open_who_ = who;
  open_text_ = {text};
  open_answer_.clear();
  open_answerers_.clear();
  open_place_ = passage.place;
  last_ = Last::question;
  last_passage_ = passage_;
}

void Conversation::add_answerer(std::string_view who) {
  const std::string key = matching_key(who);
  if (open_answerers_.size() >= 20) return;
  for (std::string_view known : open_answerers_)
    if (const std::string other = matching_key(known); has_words(other, key) || has_words(key, other)) return;
  open_answerers_.push_back(who);
}

void Conversation::close() {
  pair_open_ = false;
  last_ = Last::nothing;
  if (!open_) return;
  open_ = false;
  // "The following questions were raised:" asks nothing itself.
  if (open_answer_.empty() && open_text_.size() == 1 && open_text_.front().ends_with(':')) return;
  Question question;
  question.place = open_place_;
  question.asked_by = placed(open_who_);
  question.text = joined(open_text_);
  question.answer = joined(open_answer_);
  std::vector<std::string> names;
  for (std::string_view who : open_answerers_) names.push_back(placed(who));
  question.answered_by = join(names, "; ");
  items_.push_back(item_);
  asked_.push_back(asks_);
  meeting_.questions.push_back(std::move(question));
}

std::string Conversation::joined(const std::vector<std::string_view>& parts) {
  std::string all;
  for (std::string_view part : parts) {
    if (!all.empty()) all += ' ';
    all += placed(part);
  }
  return all;
}

void Conversation::read_speeches(const Passage& passage) {
  passage_ = index_of(passage);
  const std::string_view text = without_label(passage.text);
  const bool listed = item_label(passage.text).length > 0;
  // Under "Members asked the following questions:" each item is a question of theirs.
  if (lead_asker_) {
    if (listed || text.ends_with('?')) {
      if (!text.empty() && !speaks(text) && (text.ends_with('?') || lead_asks_)) {
        const std::vector<std::string_view> sentences = sentences_of(text);
        begin_question(passage, *lead_asker_, sentences.front(), true);
        const std::string_view rest = trimmed(text.substr(sentences.front().size()));
        if (!rest.empty()) open_answer_.push_back(rest);
        for (std::size_t i = 1; i < sentences.size(); ++i) {
          const Speech speech = speech_of(sentences[i]);
          if (speech.act != Act::none && speech.act != Act::asks && !speech.who.empty()) add_answerer(speech.who);
        }
        return;
      }
    } else if (!open_) {
      lead_asker_.reset();
    }
  }
  bool first = true;
  for (std::string_view sentence : sentences_of(text)) {
    if (comes_or_goes(sentence)) {
      read_comings_and_goings(sentence, account_, meeting_.attendance);
      first = false;
      continue;
    }
    read_speech(passage, sentence, first, text);
    first = false;
  }
}

// Whether somebody is in attendance by their post: who speaks so answers.
bool Conversation::is_officer(std::string_view who) {
  const std::vector<Attendance>& people = meeting_.attendance;
  if (people.size() > 500) return false;  // no meeting has so many: the time stays linear
  for (; people_known_ < people.size(); ++people_known_) {
    const std::string role = matching_key(people[people_known_].role);
    std::string name = matching_key(people[people_known_].name);
    if (name.empty() || has_words(role, "non executive")) continue;
    for (std::string_view word : {"director", "head", "manager", "officer", "lead", "chief", "headteacher", "principal",
                                  "superintendent", "inspector", "nurse", "scrutineer"})
      if (has_words(role, word)) {
        officers_.push_back(std::move(name));
        break;
      }
  }
  const std::string key = matching_key(who);
  return std::any_of(officers_.begin(), officers_.end(),
                     [&](const std::string& name) { return has_words(key, name) || has_words(name, key); });
}

void Conversation::read_speech(const Passage& passage, std::string_view sentence, bool first, std::string_view whole) {
  const Speech speech = speech_of(sentence);
  const bool same_passage = passage_ == last_passage_;
  const auto ask = [&](bool asks) {
    if (speech.reply.empty()) {
      begin_question(passage, speech.who, sentence, asks);
    } else {
      std::string_view own = sentence.substr(0, static_cast<std::size_t>(speech.reply.data() - sentence.data()));
      own = trimmed(own);
      if (own.ends_with(',')) own.remove_suffix(1);
      begin_question(passage, speech.who, own, asks);
      answer_with(speech.reply, speech.reply_by);
    }
    last_passage_ = passage_;
    if (sentence.ends_with(':')) lead_asker_ = speech.who, lead_asks_ = asks;
  };

  // "In response to a question from Councillor X about Y, the Head of Z advised that …".
  if (speech.in_response && !speech.question.empty() && (!speech.asked_by.empty() || !open_ || !open_answer_.empty()) &&
      (speech.act == Act::says || speech.act == Act::replies || speech.act == Act::remarks)) {
    const std::string asker = matching_key(speech.asked_by);
    const bool this_one =
        open_ && open_answer_.empty() &&
        (asker.empty() || has_words(matching_key(open_who_), asker) || has_words(asker, matching_key(open_who_)));
    if (!this_one) {
      begin_question(passage, speech.asked_by, speech.question, true);
      answer_with(trimmed(sentence.substr(speech.question.size() + 1)), speech.who);
      return;
    }
  }
  switch (speech.act) {
    case Act::asks:
      if (speech.speaker == Speaker::same) {
        if (open_ && last_ == Last::question) {
          // The same person asks on: a question of its own, unless it is still unanswered and in one breath.
          if (same_passage) {
            open_text_.push_back(sentence);
            asks_ = true;
            return;
          }
        }
        begin_question(passage, open_ ? open_who_ : last_asker_, sentence, true);
        return;
      }
      last_asker_ = speech.who;
      return ask(true);
    case Act::requests:
      if (speech.speaker == Speaker::member || speech.speaker == Speaker::collective) {
        last_asker_ = speech.who;
        return ask(false);
      }
      if (speech.speaker == Speaker::chair) close();
      if (speech.speaker == Speaker::same && open_ && same_passage)
        (last_ == Last::answer ? open_answer_ : open_text_).push_back(sentence);
      return;
    case Act::introduces:
      if (speech.in_response && open_) return answer_with(sentence, speech.who);
      if (speech.speaker == Speaker::same) {
        if (open_ && same_passage) (last_ == Last::answer ? open_answer_ : open_text_).push_back(sentence);
        return;
      }
      close();
      return;
    case Act::replies:
      if (speech.speaker == Speaker::same) {
        if (open_) return answer_with(sentence, {});
        return;
      }
      if (open_) return answer_with(sentence, speech.who);
      return;
    case Act::remarks:
    case Act::says:
      break;
    case Act::none:
      // A sentence of nobody in particular goes on with what stands before it in the same paragraph.
      if (open_ && same_passage && last_ == Last::answer) {
        open_answer_.push_back(sentence);
      } else if (open_ && same_passage && last_ == Last::question) {
        open_text_.push_back(sentence);
      } else if (open_ && first && pair_open_) {
        open_answer_.push_back(whole);
      } else if (sentence.ends_with('?') && speech.speaker == Speaker::nobody && sentence.size() > 12) {
        begin_question(passage, {}, sentence, true);
      }
      return;
  }
  // Somebody says or remarks something.
  switch (speech.speaker) {
    case Speaker::same:
      if (!open_) return;
      if (last_ == Last::answer) {
        open_answer_.push_back(sentence);
        last_passage_ = passage_;
      } else if (last_ == Last::question && same_passage) {
        open_text_.push_back(sentence);
      }
      return;
    case Speaker::unnamed:
      if (!open_) return;
      return answer_with(sentence, speech.who);
    case Speaker::post:
      if (open_) return answer_with(sentence, speech.who);
      return;
    case Speaker::chair:
      if (open_ && (speech.in_response || (open_answer_.empty() && asks_ && speech.act == Act::says))) {
        const std::string key = matching_key(sentence.substr(0, 120));
        for (std::string_view verb :
             {"advised", "explained", "confirmed", "clarified", "informed", "assured", "answered"})
          if (has_words(key, verb)) return answer_with(sentence, speech.who);
      }
      if (speech.act == Act::remarks && concern(sentence)) return ask(false);
      close();
      return;
    case Speaker::member:
      if (speech.in_response && open_) return answer_with(sentence, speech.who);
      last_asker_ = speech.who;
      return ask(false);
    case Speaker::collective: {
      if (speech.act == Act::remarks || concern(sentence)) {
        last_asker_ = speech.who;
        return ask(false);
      }
      if (speech.in_response && open_) return answer_with(sentence, speech.who);
      return;
    }
    case Speaker::person:
      if (open_ && (speech.in_response || (speech.act == Act::says && !same_person(speech.who, open_who_)) ||
                    (is_officer(speech.who) && !same_person(speech.who, open_who_))))
        return answer_with(sentence, speech.who);
      if (speech.act == Act::remarks && !is_officer(speech.who)) {
        last_asker_ = speech.who;
        return ask(false);
      }
      return;
    case Speaker::nobody:
      return;
  }
}

void Conversation::answer_with(std::string_view text, std::string_view who) {
  if (!who.empty()) add_answerer(who);
  open_answer_.push_back(text);
  last_ = Last::answer;
  last_passage_ = passage_;
}

void Conversation::begin_item() {
  close();
  lead_asker_.reset();
  ++item_;
}

std::string Conversation::placed(std::string_view text) {
  return collapsed(account_.place(text));
}

}  // namespace candour::intake::minutes
