// The wizard's step that ties a plan's recommendations to an inspector's.

#include <map>

#include "base/text.h"
#include "web/pages/import_parts.h"

namespace candour::web {
namespace {

std::string value_of(const plan::PlanId& plan, const std::string& ref) {
  return plan.text() + "/" + ref;
}

}  // namespace

std::string import_ties_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                             const Refused& refused) {
  return show_step(around, picture, draft, "ties", "Which recommendations it answers", refused, [&](Html& html) {
    std::size_t sure = 0;
    for (const app::TieProposal& proposal : draft.proposals) sure += proposal.sure ? 1 : 0;
    html << Paragraph{.content = "This plan seems to answer an inspection that is already here. " +
                                 count_of(sure, "tie is", "ties are") + " sure and " + (sure == 1 ? "is" : "are") +
                                 " set; " + count_of(draft.proposals.size() - sure, "is doubtful", "are doubtful") +
                                 " and tied only if you say so. A tie can be changed later on the action’s page.",
                      .kind = ParagraphKind::lead};
    html << Form{
        .action = draft_address(draft, "ties"), .hidden = version_of(draft), .content = [&](Html& inside) {
          for (std::size_t i = 0; i < draft.proposals.size(); ++i) {
            const app::TieProposal& proposal = draft.proposals[i];
            const view::PlanPicture* plan = view::find_plan(picture, proposal.plan);
            if (!plan) continue;
            const plan::Recommendation* theirs = plan::find_recommendation(*plan->plan, proposal.inspectors);
            const auto taken = app::tie_taken(draft, proposal);
            const bool as_proposed = taken && taken->plan == proposal.plan && taken->inspectors == proposal.inspectors;
            const std::string number = std::to_string(i);
            inside << "<section class=\"c-anomaly\">"_html
                   << Heading{.text = "Recommendation " + proposal.recommendation, .level = HeadingLevel::section}
                   << Paragraph{.content = Tag{.text = proposal.sure ? "Sure" : "Doubtful",
                                               .colour = proposal.sure ? TagColour::green : TagColour::yellow},
                                .kind = ParagraphKind::small}
                   << Paragraph{.content = proposal.reason + ".", .kind = ParagraphKind::small}
                   << SideBySide{.left =
                                     [&](Html& left) {
                                       if (proposal.text.empty())
                                         left << Paragraph{.content = "The document gives only the number.",
                                                           .kind = ParagraphKind::quiet};
                                       else
                                         left << Passage{.content = ClampedText{.text = proposal.text, .limit = 800}};
                                     },
                                 .right_title = "What the inspector recommended",
                                 .right =
                                     [&](Html& right) {
                                       right
                                           << Paragraph{.content = proposal.inspectors + ", " + plan_name(*plan->plan),
                                                        .kind = ParagraphKind::quiet};
                                       if (theirs)
                                         right << Passage{.content = ClampedText{.text = theirs->text, .limit = 800}};
                                     }};
            Select others{.label = "Which one",
                          .name = "other-" + number,
                          .choices = {{.text = "Choose a recommendation", .value = ""}}};
            for (const plan::Recommendation& each : plan->plan->recommendations)
              others.choices.push_back({.text = each.ref + " " + shortened(each.text, 80),
                                        .value = value_of(proposal.plan, each.ref),
                                        .chosen = taken && taken->inspectors == each.ref ? Chosen::yes : Chosen::no});
            inside << Hidden{.name = "ref-" + number, .value = proposal.recommendation}
                   << Hidden{.name = "proposed-" + number, .value = value_of(proposal.plan, proposal.inspectors)}
                   << Radios{.legend = "Is it this recommendation?",
                             .name = "tie-" + number,
                             .choices = {{.text = "Yes, tie them",
                                          .value = "yes",
                                          .chosen = as_proposed ? Chosen::yes : Chosen::no},
                                         {.text = "No, tie it to none",
                                          .value = "no",
                                          .chosen = taken ? Chosen::no : Chosen::yes},
                                         {.text = "Another recommendation",
                                          .value = "other",
                                          .chosen = taken && !as_proposed ? Chosen::yes : Chosen::no,
                                          .reveals = std::move(others)}},
                             .legend_hidden = " Recommendation " + proposal.recommendation}
                   << "</section>"_html;
          }
          inside << Button{.text = "Save and go on"};
        }};
  });
}

}  // namespace candour::web
