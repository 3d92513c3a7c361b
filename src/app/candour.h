#pragma once
// The application's middle: it holds the ports, folds the record into Pictures, and keeps the newest at hand. One file
// beside this one for each thing a person can do (import.h …). Every function may be called from any thread.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/mailer.h"
#include "app/reader.h"
#include "app/store.h"
#include "base/clock.h"
#include "base/result.h"
#include "meeting/commands.h"
#include "paper/commands.h"
#include "people/events.h"
#include "plan/commands.h"
#include "plan/events.h"
#include "request/commands.h"
#include "risk/events.h"
#include "view/view.h"

namespace candour::app {

class Readings;  // importing/readings.h
class Scanner;   // scanner.h
class Signer;    // signer.h
class Attestor;  // attestor.h

// The list of what was erased, kept where a restore of the record does not reach; its lines are those of erasure.h.
// What is to be erased is meant first and put on the list once the record says that it is gone, so that a crash between
// loses nothing and what was refused is nowhere.
class ErasureList {
 public:
  virtual ~ErasureList() = default;
  // Durable when it returns. conflict while another process erases.
  virtual Result<void> mean(std::string_view lines) = 0;
  // Of what was meant, also before a crash, what is gone from the store is on the list, durably; the rest is forgotten.
  virtual Result<void> settle(const Store& store) = 0;
};

// Who acts. Without a person it is the one at this machine (the command line, the site while there are no accounts,
// what the program does by itself): it may do everything, and the record calls it by its name. With one it is that
// person, looked up as they stand at the moment of the act; the record holds their id.
struct Actor {
  std::string name = "operator";
  std::optional<people::PersonId> person = {};
  // Where what they start belongs; nothing: the first partnership in which they may start it.
  std::optional<people::PartnershipId> home = {};
  const std::string& recorded_as() const { return person ? person->text() : name; }
};

// Known then: only what had been recorded by the end of that day. Known now: all that speaks of that day or an earlier
// one, whenever it was recorded.
//
// Both apply what they let through in the order of recording, which is the order in which people decided it: what was
// recorded later was said knowing what stood before, so it prevails, even where it speaks of an earlier day. Known now
// as at today is therefore the current view and nothing else. An event let through may name one that was not (an answer
// dated before the document that brought its row): it then changes nothing, as plan::apply() promises, and a plan
// whose start was not let through is absent.
//
// What an event speaks of: an import speaks of its document's own date where that has come, else of the day of the
// import, for the rows say how things stood on that date; its withdrawal speaks of the same day, so that, known now,
// it never was. Anything else speaks of the day it is done, or of the earlier day it names (plan::decide).
enum class Knowledge { then, now };

// What letters need: who takes them (nullptr where no mail is set up) and the address by which people reach the site
// ("https://plans.harrowvale.example", no slash at its end), which the links in them begin with.
struct Post {
  const Mailer* mailer = nullptr;
  std::string site;
};

// What a person had in sight of an action when they decided: so many lines of its history.
struct InSight {
  plan::Number number = 0;
  std::size_t happenings = 0;
};

using Requests = std::vector<std::shared_ptr<const request::Request>>;

class Candour {
 public:
  // Holds the ports; they must outlive it. `reader` may be nullptr where nothing is read (tests, report), `scanner`
  // where files are not looked at, `signer` where the ledger is not signed, `attestor` where nobody outside is asked.
  Candour(Store& store, const Reader* reader, const Clock& clock, Post post = {}, const Scanner* scanner = nullptr,
          const Signer* signer = nullptr, const Attestor* attestor = nullptr);
  ~Candour();
  Candour(const Candour&) = delete;

  // What this actor may see of the record as it stands today, folded once and brought up to date only by what is new
  // since the last call. Costs one look at the store's last position when nothing is. Empty for whoever may see
  // nothing.
  Result<std::shared_ptr<const view::Picture>> picture(const Actor& actor) const;
  // As at a past day (the end of it); for today or a later day, picture(). Folds the record, at most twice the cost of
  // the first picture(); the last few are kept, and brought up to date only by what is new and speaks of that day.
  Result<std::shared_ptr<const view::Picture>> picture_as_at(const Actor& actor, Date day, Knowledge knowledge) const;

  // As it stands today, of one action alone, for what is done about it: its row (view::make_row_picture) and nothing
  // else, whatever the plan's size; no plan where there is no such action or it is not theirs to see.
  Result<std::shared_ptr<const view::Picture>> picture_of_action(const Actor& actor, std::string_view action_id) const;

  // Everybody and what they may do, as it stands; every request, the newest first. No plan is drawn for them.
  Result<std::shared_ptr<const people::People>> people() const;
  Result<Requests> requests() const;

  // fold → may this actor? → decide → record → append. What they may not see is not_found; what they may see and not do
  // is not_allowed, and the sentence names whom to ask. Conflict, telling who came first and when, where the plan has
  // moved on from `expected` (a plan's version as the person saw it; nothing: whatever stands, decided anew where
  // somebody was quicker). not_found where there is no such plan.
  Result<void> act(const Actor& actor, const plan::PlanId& plan, const plan::PlanCommand& command,
                   std::optional<std::uint64_t> expected);
  // The same, where others may change the plan meanwhile, but not what was in sight: conflict where one of these
  // actions has had happen to it what this command minds (plan::first_unseen).
  Result<void> act(const Actor& actor, const plan::PlanId& plan, const plan::PlanCommand& command,
                   const std::vector<InSight>& in_sight);
  // Whether the above would be done; nothing is recorded. For what is costly to prepare, and for check pages.
  Result<void> would(const Actor& actor, const plan::PlanId& plan, const plan::PlanCommand& command,
                     const std::vector<InSight>& in_sight) const;
  // Whether they may, whatever the command would come to: not_found or not_allowed where they may not.
  Result<void> may(const Actor& actor, const plan::PlanId& plan, const plan::PlanCommand& command) const;
  // The same for many, each alone, at one look at the record: in their order, why each would not be done; nothing where
  // it would.
  using OnPlan = std::pair<plan::PlanId, plan::PlanCommand>;
  Result<std::vector<std::optional<Error>>> would_each(const Actor& actor, const std::vector<OnPlan>& commands) const;
  // Several in one step, or none of them; undone together (plan::decide).
  Result<void> act(const Actor& actor, const plan::PlanId& plan, const std::vector<plan::PlanCommand>& commands,
                   std::string_view reason, std::optional<std::uint64_t> expected);
  Result<void> act(const Actor& actor, const plan::PartnershipCommand& command);

  // The same for a meeting and for a risk register, each in its own stream.
  Result<void> act(const Actor& actor, const meeting::MeetingId& meeting, const meeting::MeetingCommand& command,
                   std::optional<std::uint64_t> expected);
  Result<void> act(const Actor& actor, const risk::RegisterId& id, const risk::RegisterCommand& command,
                   std::optional<std::uint64_t> expected);

  // The same for a paper. What it says openly is entered in the ledger in the same step.
  Result<void> act(const Actor& actor, const paper::PaperId& id, const paper::PaperCommand& command,
                   std::optional<std::uint64_t> expected);

  // The same for a request.
  Result<void> act(const Actor& actor, const request::RequestId& id, const request::RequestCommand& command,
                   std::optional<std::uint64_t> expected);

  // The same for people and what they may do; whatever stands, as each command says what it is about.
  Result<void> act(const Actor& actor, const people::PeopleCommand& command);
  // Whether they may, without doing it: not_found or not_allowed where they may not.
  Result<void> may(const Actor& actor, const people::PeopleCommand& command) const;

  // The same over every stream that a decision touches, in one step or not at all: an import brings agencies and rows,
  // an accepted answer settles a row of a request and changes a plan. With each plan and the request goes the version
  // that the person saw; nothing: whatever stands.
  struct Streams {
    bool partnership = false;
    std::map<plan::PlanId, std::optional<std::uint64_t>> plans = {};
    std::optional<request::RequestId> request = {};
    std::optional<std::uint64_t> request_expected = {};
    std::vector<request::RequestId> other_requests = {};  // as they stand; in the order of their ids
    bool people = false;
  };
  // What stands in them; of version 0 where there is none.
  struct Standing {
    const plan::Partnership& partnership;
    const people::People& people;
    const request::Request& request;
    std::map<plan::PlanId, const plan::Plan*> plans;
    std::map<request::RequestId, const request::Request*> other_requests = {};
    const plan::Plan& plan(const plan::PlanId& id) const { return *plans.at(id); }
  };
  struct Decided {
    std::vector<plan::PartnershipEvent> partnership = {};
    std::map<plan::PlanId, std::vector<plan::PlanEvent>> plans = {};
    std::vector<request::RequestEvent> request = {};
    std::map<request::RequestId, std::vector<request::RequestEvent>> other_requests = {};
    std::vector<people::PeopleEvent> people = {};
  };
  // Must be pure: it is called anew where somebody was quicker, and must not throw.
  using Deciding = std::function<Result<Decided>(const Standing& standing, const plan::Stamp& stamp)>;
  // `speaks_of`: nothing for today. Whoever sees nothing of a plan is told nothing of it (not_found); each event that
  // is decided must be the actor's to bring about.
  Result<void> act_on(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of,
                      const Deciding& deciding);

  // Erases for ever, and records that and why (erasure.h finds what). Whoever approves may, in the partnership that
  // each of the events belongs to. Pictures are folded anew from what is left. Where the list cannot take what is
  // meant, nothing is erased.
  void note_erasures(ErasureList* list);  // before anything else is called; it outlives the Candour
  Result<void> erase(const Actor& actor, const Erasure& erasure, people::ErasureBasis basis, std::string reason);
  // What was erased before, from an older copy of this record: nothing is asked, and nothing is put on the list.
  Result<void> erase_again(const Erasure& erasure);

  // From now on nothing of the record or its drafts is changed, and whoever tries is told this sentence: it is not what
  // was last signed (checkpoints.h). Until the program is started again; the first sentence stands.
  void hold(std::string sentence);
  std::string held() const;  // empty where it is not

  // What import.h keeps at hand of unfinished imports; theirs alone.
  Readings& readings() const;
  Store& store() const;
  const Reader* reader() const;
  const Scanner* scanner() const;
  const Signer* signer() const;
  const Attestor* attestor() const;
  const Clock& clock() const;
  const Post& post() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace candour::app
