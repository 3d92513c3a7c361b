#include "intake/minutes/attendance.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

// No meeting has more; a longer list is searched no further, so that the time stays linear.
constexpr std::size_t most_people = 500;

struct LabelWords {
  std::string_view words;
  bool present;
  bool members;
  std::string_view role = {};  // of the one who is named behind it
};
// Longer ones before those they begin with.
constexpr LabelWords labels[]{
    {"members present", true, false},
    {"members in attendance", true, false},
    {"councillors present", true, true},
    {"councillors in attendance", true, true},
    {"governors present", true, false},
    {"governors in attendance", true, false},
    {"trustees present", true, false},
    {"officers present", true, false},
    {"officers in attendance", true, false},
    {"officers", true, false},
    {"also present", true, false},
    {"also in attendance", true, false},
    {"others in attendance", true, false},
    {"in attendance by invitation", true, false},
    {"in attendance", true, false},
    {"attendance", true, false},
    {"attendees", true, false},
    {"attended", true, false},
    {"attending", true, false},
    {"present", true, false},
    {"guests", true, false},
    {"observers", true, false},
    {"observing", true, false},
    {"voting members", true, false},
    {"non voting members", true, false},
    {"co opted members", true, false},
    {"co opted governors", true, false},
    {"co opted representatives", true, false},
    {"co opted", true, false},
    {"co optees", true, false},
    {"co optee", true, false},
    {"statutory co optees", true, false},
    {"education co optees", true, false},
    {"by invitation", true, false},
    {"invited", true, false},
    {"invitees", true, false},
    {"partners in attendance", true, false},
    {"advisers", true, false},
    {"advisors", true, false},
    {"partners present", true, false},
    {"executive members", true, false},
    {"apologies for absence were received from", false, false},
    {"apologies for absence received from", false, false},
    {"apologies for absence", false, false},
    {"apologies accepted from", false, false},
    {"apologies accepted", false, false},
    {"apologies noted", false, false},
    {"apologies given", false, false},
    {"apologies sent", false, false},
    {"apologies received from", false, false},
    {"apologies received", false, false},
    {"apologies were received from", false, false},
    {"apologies from", false, false},
    {"apologies", false, false},
    {"absent with apologies", false, false},
    {"absent without apologies", false, false},
    {"absent", false, false},
    {"not present", false, false},
    {"councillors", true, true},
    {"councillor", true, true},
    {"members of the committee", true, false},
    {"members of the board", true, false},
    {"members", true, false},
    {"clerk", true, false, "Clerk"},
    {"minutes taken by", true, false},
    {"minute taker", true, false, "Minute taker"},
    {"notes taken by", true, false},
    {"chair", true, false, "Chair"},
    {"chaired by", true, false, "Chair"},
};

bool is_title(std::string_view word) {
  const std::string key = matching_key(word);
  static constexpr std::array<std::string_view, 20> titles{
      "mr",        "mrs", "ms",   "miss", "mx",   "dr",         "rev",  "reverend", "revd",  "prof",
      "professor", "sir", "dame", "lord", "lady", "councillor", "cllr", "father",   "canon", "ald"};
  return std::find(titles.begin(), titles.end(), key) != titles.end();
}

bool is_role_word(std::string_view key) {
  static constexpr std::array<std::string_view, 58> words{
      "chair",        "chairman",  "chairperson",    "vice",      "director",      "head",         "manager",
      "officer",      "lead",      "leader",         "nurse",     "governor",      "headteacher",  "clerk",
      "secretary",    "principal", "superintendent", "inspector", "constable",     "commissioner", "member",
      "portfolio",    "holder",    "advisor",        "adviser",   "consultant",    "coordinator",  "co",
      "chief",        "executive", "deputy",         "assistant", "independent",   "scrutineer",   "representative",
      "doctor",       "gp",        "solicitor",      "analyst",   "administrator", "minutes",      "minute",
      "note",         "observer",  "trustee",        "ned",       "substitute",    "substituting", "designated",
      "practitioner", "worker",    "teacher",        "sergeant",  "president",     "treasurer",    "vc",
      "sencc",        "senco"};
  return std::find(words.begin(), words.end(), key) != words.end();
}

bool is_role(std::string_view text) {
  for (const std::string& word : words(text))
    if (is_role_word(word)) return true;
  return false;
}

// Two to five words with capitals, or initials and a surname; no word of a post or body.
bool is_persons_name(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 60) return false;
  std::size_t count = 0;
  bool titled = false;
  for (std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    if (count == 0 && is_title(word)) {
      titled = true;
      continue;
    }
    const bool small = word == "de" || word == "van" || word == "der" || word == "von" || word == "la" ||
                       word == "al" || word == "bin";
    if (!is_upper(word.front()) && (word.front() & '\x80') == 0 && !small) return false;
    if (word.find_first_of("0123456789:?") != std::string_view::npos) return false;
    ++count;
  }
  if (titled) return count >= 1 && count <= 4;
  return count >= 1 && count <= 4 && !is_role(text) && !action_plan::names_a_body(text);
}

// A body's short form: "ICB", "HVCC".
bool is_agency(std::string_view text) {
  return (action_plan::names_a_body(text) || matching_key(text) == "healthwatch") && !is_role(text);
}

std::string_view without_marks(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == '.' || text.back() == ':'))
    text = trimmed(text.substr(0, text.size() - 1));
  for (bool again = true; again;) {
    again = false;
    for (std::string_view mark : {"\xE2\x80\x93", "\xE2\x80\x94", "-", ":", ",", "\xE2\x80\xA2"})
      if (text.starts_with(mark)) text = trimmed(text.substr(mark.size())), again = true;
    for (std::string_view mark : {"\xE2\x80\x93", "\xE2\x80\x94", " -"})
      if (text.ends_with(mark)) text = trimmed(text.substr(0, text.size() - mark.size())), again = true;
  }
  return text;
}

// "LR" of "Det Sgt Liam Roe": capitals that begin its last words, in their order.
bool are_initials_of(std::string_view letters, std::string_view name) {
  if (letters.size() < 2 || letters.size() > 4) return false;
  std::size_t matched = letters.size();
  const std::vector<std::string_view> parts = split(name, ' ');
  if (parts.size() < letters.size()) return false;
  for (std::size_t k = parts.size(); k-- > 0 && matched > 0;) {
    if (parts[k].empty() || parts[k].front() != letters[matched - 1] || !is_upper(letters[matched - 1])) return false;
    --matched;
  }
  return matched == 0;
}

class List {
 public:
  List(const AttendanceLabel& label, Account& account, std::vector<Attendance>& people)
      : label_(label), account_(account), people_(people), first_(people.size()), members_(label.members) {}

  void read(std::string_view text) {
    // "DCI, Fenshire Police – Sara Pole", alone on its line: the name stands last.
    if (text.find_first_of(";\n(") == std::string_view::npos)
      for (std::string_view mark : {" \xE2\x80\x93 ", " - ", " \xE2\x80\x94 "}) {
        const std::size_t at = text.find(mark);
        if (at == std::string_view::npos || text.find(mark, at + 1) != std::string_view::npos) continue;
        const std::string_view left = without_marks(text.substr(0, at)),
                               right = without_marks(text.substr(at + mark.size()));
        if (!is_persons_name(right) || is_persons_name(left) || left.empty() || left.size() > 80) continue;
        person(right, true);
        details(left);
        return;
      }
    // What stands in brackets belongs to the name before it; elsewhere ";", "," and "and" part the names.
    std::size_t begin = 0;
    int depth = 0;
    bool own_line = true;  // what stands at the start or behind a line's end or ";" is a person
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : '\n';
      if (c == '(') ++depth;
      if (c == ')' && depth > 0) --depth;
      if (depth > 0 && c != '\n') continue;
      std::size_t cut = 0;
      if (c == '\n' || c == ';') {
        cut = 1;
        depth = 0;
      } else if (c == ',') {
        cut = 1;
      } else if (text.substr(i, 5) == " and ") {
        // "Head of Quality and Safety" is one post, "B Jones and C Brown" are two people.
        const std::string_view piece = trimmed(text.substr(begin, i - begin));
        const std::string_view rest = trimmed(text.substr(i + 5));
        const std::string_view next = rest.substr(0, std::min(rest.find_first_of(",;\n("), rest.size()));
        if ((is_persons_name(before_bracket(piece)) || piece.empty() || piece.back() == ')') &&
            (is_persons_name(without_marks(next)) || rest.starts_with("Councillor") || rest.starts_with("Cllr")))
          cut = 5;
      }
      if (cut == 0) continue;
      piece(text.substr(begin, i - begin), own_line);
      own_line = c == '\n' || c == ';';
      begin = i + cut;
      i += cut - 1;
    }
  }

 private:
  static std::string_view before_bracket(std::string_view text) { return trimmed(text.substr(0, text.find('('))); }

  void piece(std::string_view text, bool begins_person) {
    text = without_marks(text);
    if (text.starts_with("and ")) text = trimmed(text.substr(4));
    if (text.empty()) return;
    // A name and a post in columns of blanks.
    if (const std::size_t gap = std::min(text.find("  "), text.find('\t')); gap != std::string_view::npos) {
      const std::string_view left = trimmed(text.substr(0, gap)), right = trimmed(text.substr(gap));
      if (is_persons_name(left) && (is_role(right) || is_agency(right))) {
        person(left, true);
        details(right);
        return;
      }
    }
    for (std::string_view plural : {"Councillors ", "Cllrs ", "Councillors: ", "Cllrs: "})
      if (text.starts_with(plural)) {
        members_ = true;
        text = without_marks(text.substr(plural.size()));
        break;
      }
    std::string_view brackets;
    if (const std::size_t open = text.find('('); open != std::string_view::npos) {
      const std::size_t close = text.find(')', open);
      brackets = text.substr(open + 1, (close == std::string_view::npos ? text.size() : close) - open - 1);
      const std::string_view behind = close == std::string_view::npos ? "" : without_marks(text.substr(close + 1));
      const std::string_view name = trimmed(text.substr(0, open));
      person(name, begins_person);
      details(brackets);
      if (!behind.empty() && !are_initials_of(behind, name)) details(behind);
      return;
    }
    // "Name – Role", "Name: Role".
    for (std::string_view mark : {" \xE2\x80\x93 ", " - ", " \xE2\x80\x94 ", ": "}) {
      const std::size_t at = text.find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view left = trimmed(text.substr(0, at)), right = trimmed(text.substr(at + mark.size()));
      if (is_persons_name(left)) {
        person(left, true);
        details(right);
        return;
      }
      if (is_persons_name(right) && is_role(left)) {
        person(right, true);
        details(left);
        return;
      }
    }
    person(text, begins_person);
  }

  // One word behind somebody's whole name says where that person is from: "Jo Lund, Healthwatch". Councillors are
  // named by their surnames, and colleagues by first names where all are.
  bool is_beside_a_name(std::string_view name) const {
    const std::string& before = people_.back().name;
    return !members_ && name.find(' ') == std::string_view::npos && before.find(' ') != std::string::npos &&
           !before.starts_with("Councillor") && !before.starts_with("Cllr") && people_.back().role.empty() &&
           people_.back().agency.empty();
  }

  void person(std::string_view name, bool begins) {
    // "Liam Roe LR": the letters by which the minutes call him.
    if (const std::size_t blank = name.rfind(' ');
        blank != std::string_view::npos && are_initials_of(name.substr(blank + 1), name.substr(0, blank)))
      name = trimmed(name.substr(0, blank));
    const bool any = people_.size() > first_;
    if (!begins && any && (!is_persons_name(name) || is_beside_a_name(name))) return details(name);
    if (name.empty() || name.size() > 90) return;
    const std::string key = matching_key(name);
    if (key.empty() || key == "none" || key == "there were none" || key == "nil" || key == "n a") return;
    Attendance someone;
    someone.present = label_.present;
    // "The Director of X" is a post whose holder is not named.
    if (!is_persons_name(name) && (is_role(name) || name.starts_with("The ") || name.starts_with("the "))) {
      if (name.starts_with("The ") || name.starts_with("the ")) name = trimmed(name.substr(4));
      someone.role = collapsed(account_.place(name));
    } else if (is_agency(name)) {
      someone.agency = collapsed(account_.place(name));
    } else {
      someone.name = collapsed(account_.place(name));
      if (members_ && !is_title(name.substr(0, name.find(' ')))) someone.name = "Councillor " + someone.name;
    }
    people_.push_back(std::move(someone));
  }

  void details(std::string_view text) {
    if (people_.size() == first_) return;
    Attendance& someone = people_.back();
    std::vector<std::string_view> parts;
    for (std::string_view part : split(text, ',')) parts.push_back(part);
    if (parts.size() == 1)
      for (std::string_view mark : {" \xE2\x80\x93 ", " - ", "; ", " / "})
        if (const std::size_t at = text.find(mark); at != std::string_view::npos) {
          parts = {text.substr(0, at), text.substr(at + mark.size())};
          break;
        }
    for (std::string_view part : parts) {
      part = without_marks(part);
      if (part.empty()) continue;
      const bool agency = is_agency(part) || (!is_role(part) && !someone.role.empty() && someone.agency.empty());
      std::string& field = agency ? someone.agency : someone.role;
      if (!field.empty()) field += ", ";
      field += collapsed(account_.place(part));
    }
  }

  const AttendanceLabel& label_;
  Account& account_;
  std::vector<Attendance>& people_;
  std::size_t first_;
  bool members_;
};

enum class Field { none, name, role, agency, presence, initials };

Field field_of(std::string_view header) {
  const std::string key = matching_key(header);
  if (key.empty() || key.size() > 40) return Field::none;
  for (std::string_view word :
       {"name", "names", "member", "members", "attendee", "attendees", "present", "in attendance", "governor",
        "name of member", "member name", "attended by", "members present", "apologies"})
    if (key == word) return Field::name;
  for (std::string_view word : {"initials", "initial"})
    if (key == word) return Field::initials;
  for (std::string_view word : {"organisation", "agency", "representing", "service", "organisation agency", "employer",
                                "agency organisation", "partner", "partner agency", "body"})
    if (key == word) return Field::agency;
  for (std::string_view word : {"role", "title", "job title", "position", "designation", "post", "role title",
                                "category", "type of governor", "governor type", "job role"})
    if (key == word) return Field::role;
  if (has_words(key, "role") || has_words(key, "title") || has_words(key, "position"))
    return has_words(key, "organisation") || has_words(key, "agency") ? Field::role : Field::role;
  if (has_words(key, "attendance") || has_words(key, "attended") || key == "status" || has_words(key, "present") ||
      has_words(key, "apologies"))
    return Field::presence;
  return Field::none;
}

// "Deputy: M. Ford", "Represented by Jo Lund": who came instead; empty where nobody did.
std::string_view deputy_in(std::string_view text) {
  const std::string low = folded(text.substr(0, 24));
  for (std::string_view word : {"deputy", "deputised by", "substitute", "substituted by", "represented by", "sub",
                                "delegate", "proxy", "alternate"}) {
    if (!low.starts_with(word)) continue;
    std::string_view name = without_marks(text.substr(word.size()));
    if (name.starts_with("(") && name.ends_with(")")) name = name.substr(1, name.size() - 2);
    if (name.size() > 2 && text[word.size()] != name.front() && is_persons_name(name)) return name;
  }
  return {};
}

bool says_absent(std::string_view text) {
  const std::string key = matching_key(text);
  for (std::string_view word :
       {"a", "x", "apologies", "apols", "no", "n", "absent", "ap", "apologies received", "apology"})
    if (key == word) return true;
  return text == "\xE2\x9C\x97" || text == "\xE2\x9C\x98" || text == "\xE2\x9C\x95" || text == "\xC3\x97" ||
         begins_with(key, "apologies") || begins_with(key, "absent");
}

}  // namespace

std::optional<AttendanceLabel> attendance_label(std::string_view text) {
  const std::size_t mark = item_label(text).length;
  const std::string_view body = text.substr(mark);
  const std::string start = folded(body.substr(0, 80));
  for (const LabelWords& label : labels) {
    // Word for word; a hyphen or "and" between does no harm.
    std::size_t at = 0;
    bool same = true;
    for (std::string_view word : split(label.words, ' ')) {
      while (at < start.size() && (start[at] == ' ' || start[at] == '-')) ++at;
      if (start.compare(at, word.size(), word) != 0) {
        same = false;
        break;
      }
      at += word.size();
    }
    if (!same) continue;
    if (at < start.size() && ((start[at] >= 'a' && start[at] <= 'z') || start[at] == '\'')) continue;
    // What follows must be the end, a colon, a dash or, behind "Councillors", a name.
    std::string_view rest = body.substr(at);
    if (rest.starts_with(" (")) {  // "Present (voting):"
      const std::size_t close = rest.find(')');
      if (close != std::string_view::npos && close < 30) {
        const std::string_view behind = trimmed(rest.substr(close + 1));
        if (behind.empty() || behind.front() == ':') rest = rest.substr(close + 1);
      }
    }
    const std::string_view behind = trimmed(rest);
    AttendanceLabel found{label.present, label.members, 0, label.role};
    const auto until = [&](std::string_view view) { return static_cast<std::size_t>(view.data() - text.data()); };
    if (behind.empty()) {
      found.length = text.size();
      return found;
    }
    if (behind.front() == ':' || behind.front() == '-' || behind.starts_with("\xE2\x80\x93")) {
      found.length = until(behind) + (behind.front() == ':' || behind.front() == '-' ? 1 : 3);
      return found;
    }
    if (label.words.ends_with("from") || (label.members && label.words == "councillors" && is_upper(behind.front()))) {
      found.length = until(behind);
      return found;
    }
    return std::nullopt;
  }
  // "Apologies for absence were received on behalf of X", "Apologies had been received from X".
  if (start.starts_with("apologies") || start.starts_with("an apology")) {
    for (std::string_view mark_words : {" received from ", " given for ", " given by ", " on behalf of ", " sent by ",
                                        " submitted by ", " noted from ", " accepted from ", " absence from "})
      if (const std::size_t at = lowered(body.substr(0, 160)).find(mark_words); at != std::string::npos)
        return AttendanceLabel{false, false, mark + at + mark_words.size()};
  }
  return std::nullopt;
}

void read_names(std::string_view text, const AttendanceLabel& label, Account& account,
                std::vector<Attendance>& people) {
  List(label, account, people).read(text);
}

namespace {

// A row in which every cell says who those below it are; empty where one says anything else, or there is but one.
std::vector<std::optional<AttendanceLabel>> labels_of(const FlowLine& row) {
  std::vector<std::optional<AttendanceLabel>> found_labels;
  std::size_t found = 0;
  for (const FlowCell& cell : row.cells) {
    found_labels.push_back(cell.text.empty() ? std::nullopt : attendance_label(cell.text));
    if (cell.text.empty()) continue;
    if (!found_labels.back() || found_labels.back()->length < cell.text.size()) return {};
    ++found;
  }
  if (found < 2) return {};
  return found_labels;
}

}  // namespace

void read_attendance_tables(const std::vector<FlowLine>& flow, Account& account, std::vector<Attendance>& people,
                            std::vector<bool>& used) {
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (!flow[i].is_row || (i > 0 && flow[i - 1].is_row && flow[i - 1].block == flow[i].block)) continue;
    std::size_t end = i;
    while (end < flow.size() && flow[end].is_row && flow[end].block == flow[i].block) ++end;
    std::vector<Field> fields;
    std::size_t names = 0, others = 0;
    for (const FlowCell& cell : flow[i].cells) {
      fields.push_back(field_of(cell.text));
      names += fields.back() == Field::name;
      others += fields.back() != Field::name && fields.back() != Field::none;
    }
    if (names == 1 && others >= 1) {
      used[i] = true;
      AttendanceLabel heading;
      const std::string head = matching_key(
          flow[i]
              .cells[static_cast<std::size_t>(std::find(fields.begin(), fields.end(), Field::name) - fields.begin())]
              .text);
      heading.present = head != "apologies";
      for (std::size_t r = i + 1; r < end; ++r) {
        if (const FlowCell* only = flow[r].only_cell()) {
          // "Apologies" across the table: those below were not there.
          if (const auto label = attendance_label(only->text); label && label->length == only->text.size()) {
            heading = *label;
            used[r] = true;
            continue;
          }
        }
        Attendance someone;
        std::vector<Attendance> deputies;
        someone.present = heading.present;
        for (std::size_t c = 0; c < flow[r].cells.size() && c < fields.size(); ++c) {
          const std::string_view text = flow[r].cells[c].text;
          if (text.empty()) continue;
          switch (fields[c]) {
            case Field::name: {
              std::vector<Attendance> found;
              read_names(text, {someone.present, false, 0}, account, found);
              if (found.size() == 1) {
                const bool present = someone.present;
                const std::string role = someone.role, agency = someone.agency;
                someone = found.front();
                someone.present = present;
                if (!role.empty()) someone.role = role;
                if (!agency.empty()) someone.agency = agency;
              } else {
                someone.name = collapsed(account.place(text));
              }
              break;
            }
            case Field::role: {
              std::vector<std::string_view> parts = split(text, ',');
              if (!someone.role.empty()) someone.role += ", ";
              if (parts.size() == 2 && is_agency(trimmed(parts[1])) && someone.agency.empty()) {
                someone.role += collapsed(account.place(trimmed(parts[0])));
                someone.agency = collapsed(account.place(trimmed(parts[1])));
              } else {
                someone.role += collapsed(account.place(text));
              }
              break;
            }
            case Field::agency:
              someone.agency = collapsed(account.place(text));
              break;
            case Field::presence:
              if (says_absent(text)) someone.present = false;
              if (const std::string_view name = deputy_in(text); !name.empty()) {
                someone.present = false;
                deputies.push_back({collapsed(account.place(name)),
                                    collapsed(account.place(text.substr(0, text.find_first_of(" :(")))),
                                    {},
                                    true});
              }
              break;
            case Field::none:
            case Field::initials:
              break;
          }
        }
        if (someone.name.empty() && someone.role.empty()) continue;
        used[r] = true;
        people.push_back(std::move(someone));
        people.insert(people.end(), deputies.begin(), deputies.end());
      }
    } else if (const auto heads = labels_of(flow[i]); !heads.empty()) {
      // "Attendees | Apologies", and under each the names of one cell.
      used[i] = true;
      for (std::size_t r = i + 1; r < end; ++r) {
        used[r] = true;
        for (std::size_t c = 0; c < flow[r].cells.size() && c < heads.size(); ++c)
          if (heads[c])
            for (std::string_view line : split(flow[r].cells[c].text, '\n'))
              read_names(line, *heads[c], account, people);
      }
    } else {
      // Without a header: "Present:" in the first column and the names beside or below it.
      std::optional<AttendanceLabel> label;
      for (std::size_t r = i; r < end; ++r) {
        const FlowLine& row = flow[r];
        if (row.cells.empty()) continue;
        if (const auto found = attendance_label(row.cells.front().text);
            found && found->length >= row.cells.front().text.size()) {
          label = found;
        } else if (!row.cells.front().text.empty() &&
                   !(label && row.filled() >= 2 && is_persons_name(row.cells.front().text))) {
          label.reset();
        }
        if (!label) continue;
        used[r] = true;
        if (!row.cells.front().text.empty() && !attendance_label(row.cells.front().text)) {
          std::vector<Attendance> found;
          read_names(row.cells.front().text, *label, account, found);
          for (std::size_t c = 1; c < row.cells.size() && !found.empty(); ++c) {
            const std::string_view text = row.cells[c].text;
            if (text.empty()) continue;
            std::string& field = is_agency(text) ? found.back().agency : found.back().role;
            if (field.empty()) field = collapsed(account.place(text));
          }
          people.insert(people.end(), found.begin(), found.end());
          continue;
        }
        // Name, role and agency in columns of their own, or names in one cell.
        std::vector<std::string_view> texts;
        for (std::size_t c = 1; c < row.cells.size(); ++c)
          if (!row.cells[c].text.empty()) texts.push_back(row.cells[c].text);
        if (texts.size() >= 2 && is_persons_name(texts[0]) && !is_persons_name(texts[1])) {
          std::vector<Attendance> found;
          read_names(texts[0], *label, account, found);
          for (std::size_t k = 1; k < texts.size() && !found.empty(); ++k) {
            std::string& field = is_agency(texts[k]) ? found.back().agency : found.back().role;
            if (field.empty()) field = collapsed(account.place(texts[k]));
          }
          people.insert(people.end(), found.begin(), found.end());
        } else {
          for (std::string_view text : texts) read_names(text, *label, account, people);
        }
      }
    }
    i = end - 1;
  }
}

bool comes_or_goes(std::string_view sentence) {
  const std::string key = matching_key(sentence.substr(0, 300));
  for (std::string_view words :
       {"left the meeting", "joined the meeting", "arrived at", "left at", "joined at", "arrived",
        "entered the meeting", "left the room", "joined the call", "withdrew from the meeting"})
    if (has_words(key, words)) return true;
  return false;
}

void read_comings_and_goings(std::string_view sentence, Account& account, std::vector<Attendance>& people) {
  std::size_t end = std::string_view::npos;
  const std::string low = folded(sentence);
  if (low.size() != sentence.size()) return;  // curly marks are longer than plain ones: places would not agree
  for (std::string_view verb :
       {" left ", " joined ", " arrived", " entered ", " withdrew ", " then left ", " had left "})
    if (const std::size_t at = low.find(verb); at != std::string::npos) end = std::min(end, at);
  if (end == std::string_view::npos) return;
  std::string_view who = trimmed(sentence.substr(0, end));
  // "At 7.20 pm Reverend Marsh": the time is no name.
  std::size_t begin = 0;
  if (low.starts_with("at ") || (low[0] >= '0' && low[0] <= '9')) {
    std::size_t at = 0;
    for (std::string_view word : split(who, ' ')) {
      const std::string key = matching_key(word);
      const bool of_time = word.empty() || key == "at" || key == "pm" || key == "am" || key == "p m" || key == "a m" ||
                           key.empty() || (key.front() >= '0' && key.front() <= '9') || key == "hours" ||
                           key == "hrs" || key == "noon" || key == "this" || key == "point";
      if (!of_time) break;
      at += word.size() + 1;
    }
    begin = std::min(at, who.size());
  }
  who = without_marks(who.substr(begin));
  if (who.empty() || who.size() > 200) return;
  if (people.size() > most_people) return;
  // Said once more of somebody who is in the list already.
  const auto known = [&](std::string_view text) {
    const std::string key = matching_key(text);
    return std::any_of(people.begin(), people.end(), [&](const Attendance& person) {
      const std::string name = matching_key(person.name), role = matching_key(person.role);
      // "Councillor Varma" is "Councillor Sunil Varma".
      const std::string surname = key.substr(key.rfind(' ') + 1), own = name.substr(name.rfind(' ') + 1);
      if (!name.empty() && surname == own && is_title(key.substr(0, key.find(' ')))) return true;
      return (!name.empty() && (has_words(name, key) || has_words(key, name))) || (!role.empty() && role == key);
    });
  };
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= who.size(); ++at) {
    std::size_t cut = 0;
    for (std::string_view mark : {", and ", " and the ", " and The ", ", the "})
      if (who.substr(at).starts_with(mark)) cut = mark.size();
    if (cut == 0 && who.substr(at).starts_with(" and ") && is_persons_name(without_marks(who.substr(from, at - from))))
      cut = 5;
    if (cut > 0 || at == who.size()) {
      parts.push_back(who.substr(from, at - from));
      if (cut == 0) break;
      from = at + cut;
      at = from - 1;
    }
  }
  for (std::string_view part : parts) {
    part = without_marks(part);
    if (part.starts_with("the ") || part.starts_with("The ")) part = trimmed(part.substr(4));
    if (part.empty() || known(part)) continue;
    if (!is_upper(part.front())) continue;
    Attendance someone;
    if (is_persons_name(part))
      someone.name = collapsed(account.place(part));
    else if (is_role(part))
      someone.role = collapsed(account.place(part));
    else
      continue;
    people.push_back(std::move(someone));
  }
}

}  // namespace candour::intake::minutes
