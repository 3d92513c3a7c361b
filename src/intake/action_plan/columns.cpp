#include "intake/action_plan/columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace candour::intake::action_plan {
namespace {

struct Synonym {
  std::string_view phrase;  // a matching key
  Column column;
  double weight = 1.0;
};

// The longer phrase wins over the shorter one it holds.
constexpr Synonym synonyms[] = {
    // source
    {"finding", Column::finding},
    {"findings", Column::finding},
    {"theme", Column::finding},
    {"key finding", Column::finding},
    {"learning", Column::finding, 0.8},
    {"lesson", Column::finding, 0.9},
    {"lessons learned", Column::finding},
    {"learning point", Column::finding},
    {"learning theme", Column::finding},
    {"key learning", Column::finding},
    {"agency learning", Column::finding},
    {"single agency learning", Column::finding},
    {"multi agency learning", Column::finding},
    {"issue identified", Column::finding},
    {"issues identified", Column::finding},
    {"area of concern", Column::finding},
    {"concern", Column::finding, 0.7},
    {"area", Column::finding, 0.6},
    {"priority area", Column::finding, 0.9},
    {"what did we learn", Column::finding},
    {"what we learned", Column::finding},
    {"area of focus", Column::finding, 0.8},
    {"workstream", Column::finding, 0.8},
    {"section", Column::finding, 0.6},
    {"practice theme", Column::finding},
    {"domain", Column::finding, 0.6},
    {"strand", Column::finding, 0.7},
    {"recommendation", Column::recommendation},
    {"recommendations", Column::recommendation},
    {"question", Column::recommendation},
    {"questions", Column::recommendation},
    {"question to the board", Column::recommendation},
    {"questions to the board", Column::recommendation},
    {"questions for the board", Column::recommendation},
    {"issue", Column::recommendation, 0.9},
    {"issues", Column::recommendation, 0.85},
    {"standard", Column::recommendation, 0.9},
    {"must do", Column::recommendation},
    {"should do", Column::recommendation},
    {"must do should do", Column::recommendation},
    {"area for improvement", Column::recommendation, 0.9},
    {"areas for improvement", Column::recommendation, 0.8},
    {"improvement area", Column::recommendation, 0.9},
    {"improvement areas", Column::recommendation, 0.8},
    {"area for development", Column::recommendation, 0.9},
    {"areas for development", Column::recommendation, 0.9},
    {"requirement", Column::recommendation, 0.9},
    {"requirement notice", Column::recommendation},
    {"improvement required", Column::recommendation, 0.8},
    {"improvements required", Column::recommendation, 0.8},
    {"improvement needed", Column::recommendation, 0.8},
    {"regulation", Column::recommendation, 0.5},
    {"area for priority action", Column::recommendation},
    {"areas for priority action", Column::recommendation},
    {"what needs to change", Column::recommendation},
    {"what the cqc said", Column::recommendation, 0.95},
    {"what ofsted said", Column::recommendation, 0.95},
    {"what the inspectors said", Column::recommendation, 0.95},
    {"what inspectors said", Column::recommendation, 0.95},
    {"what the report said", Column::recommendation, 0.9},
    {"inspection finding", Column::finding},
    {"what needs to improve", Column::recommendation},
    {"what do we need to improve", Column::recommendation},
    {"what must improve", Column::recommendation},
    {"rec text", Column::recommendation},
    {"wording", Column::recommendation, 0.6},
    {"wording of recommendation", Column::recommendation},
    {"recommendation wording", Column::recommendation},
    {"recommendation description", Column::recommendation},
    {"recommendation text", Column::recommendation},
    {"board question", Column::recommendation},
    {"review recommendation", Column::recommendation},
    {"priority", Column::recommendation, 0.55},
    {"priority action", Column::recommendation, 0.8},
    {"objective", Column::recommendation, 0.6},
    {"challenge", Column::recommendation, 0.5},
    {"safety recommendation", Column::recommendation},
    {"issue raised", Column::recommendation},
    {"recommendation finding", Column::recommendation},
    {"finding recommendation", Column::recommendation},
    // number
    {"ref", Column::reference},
    {"reference", Column::reference},
    {"number", Column::reference, 0.9},
    {"no", Column::reference, 0.9},
    {"ref no", Column::reference},
    {"reference number", Column::reference},
    {"id", Column::reference},
    {"item", Column::reference, 0.7},
    {"item no", Column::reference},
    {"action no", Column::reference},
    {"action number", Column::reference},
    {"action ref", Column::reference},
    {"action reference", Column::reference},
    {"action id", Column::reference},
    {"rec no", Column::reference},
    {"rec", Column::reference, 0.6},
    {"recs", Column::reference, 0.5},
    {"recommendation no", Column::reference},
    {"recommendation number", Column::reference},
    {"recommendation ref", Column::reference},
    {"rec ref", Column::reference},
    {"recommendation reference", Column::reference},
    {"rec number", Column::reference},
    {"serial", Column::reference},
    {"serial no", Column::reference},
    {"line", Column::reference, 0.6},
    {"finding no", Column::reference, 0.9},
    {"question no", Column::reference, 0.9},
    {"question number", Column::reference, 0.9},
    // who
    {"agency", Column::agency},
    {"agencies", Column::agency},
    {"organisation", Column::agency},
    {"organisations", Column::agency},
    {"organization", Column::agency},
    {"lead agency", Column::agency},
    {"lead organisation", Column::agency},
    {"lead body", Column::agency},
    {"body", Column::agency, 0.8},
    {"partner", Column::agency},
    {"partners", Column::agency, 0.9},
    {"partner agency", Column::agency},
    {"service", Column::agency, 0.8},
    {"team", Column::agency, 0.6},
    {"department", Column::agency, 0.8},
    {"directorate", Column::agency, 0.8},
    {"division", Column::agency, 0.7},
    {"lead agencies", Column::agency},
    {"responsible agency", Column::agency},
    {"responsible organisation", Column::agency},
    {"responsible body", Column::agency},
    {"agency responsible", Column::agency},
    {"organisation responsible", Column::agency},
    {"provider", Column::agency, 0.9},
    {"trust", Column::agency, 0.7},
    {"lead partner", Column::agency},
    {"agency lead", Column::agency, 0.75},
    {"agency organisation", Column::agency},
    {"owning agency", Column::agency},
    {"accountable organisation", Column::agency},
    {"accountable body", Column::agency},
    {"lead service", Column::agency},
    {"single agency", Column::agency, 0.8},
    {"agency service", Column::agency},
    {"organisation agency", Column::agency},
    {"sponsor", Column::lead, 0.9},
    {"portfolio holder", Column::lead, 0.9},
    {"cabinet portfolio", Column::lead, 0.8},
    {"executive sponsor", Column::lead},
    {"senior sponsor", Column::lead},
    {"person s responsible", Column::lead},
    {"named person", Column::lead},
    {"person", Column::lead, 0.8},
    {"lead", Column::lead},
    {"leads", Column::lead},
    {"personnel", Column::lead, 0.9},
    {"staff responsible", Column::lead},
    {"staff", Column::lead, 0.6},
    {"lead person", Column::lead},
    {"lead officer", Column::lead},
    {"lead officers", Column::lead},
    {"lead professional", Column::lead},
    {"lead name", Column::lead},
    {"named lead", Column::lead},
    {"owner", Column::lead},
    {"owners", Column::lead},
    {"action owner", Column::lead},
    {"responsible officer", Column::lead},
    {"responsible person", Column::lead},
    {"person responsible", Column::lead},
    {"persons responsible", Column::lead},
    {"officer responsible", Column::lead},
    {"responsible", Column::lead},
    {"responsibility", Column::lead},
    {"responsible lead", Column::lead},
    {"by whom", Column::lead},
    {"who", Column::lead, 0.9},
    {"whom", Column::lead, 0.9},
    {"who is responsible", Column::lead},
    {"who will do it", Column::lead},
    {"who by", Column::lead},
    {"accountable officer", Column::lead},
    {"accountable person", Column::lead},
    {"accountable lead", Column::lead},
    {"accountability", Column::lead, 0.9},
    {"accountable", Column::lead, 0.9},
    {"officer", Column::lead, 0.9},
    {"sro", Column::lead},
    {"senior responsible owner", Column::lead},
    {"senior responsible officer", Column::lead},
    {"executive lead", Column::lead},
    {"exec lead", Column::lead},
    {"operational lead", Column::lead},
    {"lead manager", Column::lead},
    {"lead em", Column::lead, 0.9},
    {"lead officer em", Column::lead},
    {"action lead", Column::lead},
    {"lead director", Column::lead},
    {"assigned to", Column::lead},
    {"allocated to", Column::lead},
    {"contact", Column::lead, 0.7},
    {"job title", Column::lead, 0.8},
    {"lead responsible", Column::lead},
    {"implementation by", Column::lead},
    {"implemented by", Column::lead},
    {"to be implemented by", Column::lead},
    {"action by", Column::lead},
    {"actioned by", Column::lead},
    {"delivered by", Column::lead},
    {"led by", Column::lead},
    {"carried out by", Column::lead},
    {"undertaken by", Column::lead},
    {"who leads", Column::lead},
    {"who will lead", Column::lead},
    {"responsible owner", Column::lead},
    {"lead agency officer", Column::lead, 0.9},
    {"lead person agency", Column::lead, 0.9},
    {"responsible manager", Column::lead},
    {"manager responsible", Column::lead},
    {"lead and agency", Column::lead, 0.9},
    {"lead agency and officer", Column::lead, 0.9},
    // what
    {"response", Column::response},
    {"accepted not accepted", Column::response, 0.9},
    {"accepted y n", Column::response, 0.9},
    {"accepted yes no", Column::response, 0.9},
    {"accepted partially accepted", Column::response, 0.8},
    {"agree disagree", Column::response, 0.9},
    {"agreed y n", Column::response, 0.9},
    {"agency response", Column::response},
    {"responses", Column::response},
    {"management response", Column::response},
    {"response to recommendation", Column::response},
    {"response to finding", Column::response},
    {"response to the recommendation", Column::response},
    {"accepted", Column::response, 0.8},
    {"position statement", Column::response, 0.8},
    {"current position", Column::response, 0.6},
    {"agreed", Column::response, 0.5},
    {"board response", Column::response},
    {"executive response", Column::response},
    {"accepted rejected", Column::response},
    {"our response", Column::response},
    {"action", Column::action},
    {"actions", Column::action},
    {"action required", Column::action},
    {"actions required", Column::action},
    {"action to be taken", Column::action},
    {"actions to be taken", Column::action},
    {"agreed action", Column::action},
    {"agreed actions", Column::action},
    {"proposed action", Column::action},
    {"proposed actions", Column::action},
    {"planned action", Column::action},
    {"planned actions", Column::action},
    {"key action", Column::action},
    {"key actions", Column::action},
    {"smart action", Column::action},
    {"specific action", Column::action},
    {"specific actions", Column::action},
    {"improvement action", Column::action},
    {"improvement actions", Column::action},
    {"action point", Column::action},
    {"action points", Column::action},
    {"actions needed", Column::action},
    {"action needed", Column::action},
    {"action plan", Column::action, 0.8},
    {"what will we do", Column::action},
    {"what are we doing", Column::action, 0.85},
    {"what are you doing", Column::action, 0.85},
    {"what we are doing", Column::action, 0.85},
    {"what we will do", Column::action},
    {"what we are going to do", Column::action},
    {"what we plan to do", Column::action},
    {"what do we plan to do", Column::action},
    {"what action will be taken", Column::action},
    {"what is going to happen", Column::action},
    {"action we will take", Column::action},
    {"actions we will take", Column::action},
    {"steps to be taken", Column::action},
    {"what are we going to do", Column::action},
    {"what needs to happen", Column::action},
    {"what needs to be done", Column::action},
    {"what do we need to do", Column::action},
    {"what will be done", Column::action},
    {"what we will change", Column::action},
    {"what will we change", Column::action},
    {"what will change", Column::action},
    {"what this means in practice", Column::action, 0.8},
    {"what", Column::action, 0.7},
    {"how", Column::action, 0.6},
    {"task", Column::action, 0.9},
    {"tasks", Column::action, 0.9},
    {"activity", Column::action, 0.9},
    {"activities", Column::action, 0.9},
    {"milestone", Column::action, 0.7},
    {"milestones", Column::action, 0.7},
    {"steps", Column::action, 0.8},
    {"step", Column::action, 0.8},
    {"we will", Column::action, 0.75},
    {"treatment", Column::action, 0.7},
    {"mitigating action", Column::action, 0.9},
    {"mitigation", Column::action, 0.7},
    {"mitigating actions", Column::action, 0.9},
    {"deliverable", Column::action, 0.6},
    {"action description", Column::action},
    {"description of action", Column::action},
    {"actions agreed", Column::action},
    {"action agreed", Column::action},
    {"action detail", Column::action},
    {"action details", Column::action},
    {"description", Column::action, 0.5},
    {"multi agency action", Column::action},
    {"multi agency actions", Column::action},
    {"action taken", Column::action, 0.65},
    {"actions taken", Column::action, 0.65},
    {"actions being taken", Column::action, 0.85},
    {"action being taken", Column::action, 0.85},
    {"how will we do it", Column::action, 0.8},
    {"how will this be achieved", Column::action, 0.8},
    {"how will it be achieved", Column::action, 0.8},
    {"intervention", Column::action, 0.7},
    {"how will we get there", Column::action, 0.8},
    {"what are you going to do", Column::action},
    {"what will you do", Column::action},
    {"what has to be done", Column::action},
    {"actions to address", Column::action},
    {"action to address", Column::action},
    {"implementation", Column::action, 0.6},
    {"initiative", Column::action, 0.7},
    // state
    {"rag", Column::rating},
    {"how far on", Column::rating, 0.8},
    {"how far on are we", Column::rating, 0.8},
    {"action complete", Column::rating, 0.95},
    {"action completed", Column::rating, 0.9},
    {"complete ongoing", Column::rating, 0.9},
    {"status of recommendation", Column::rating},
    {"status of recommendations", Column::rating},
    {"recommendation status", Column::rating},
    {"brag", Column::rating},
    {"rag rating", Column::rating},
    {"brag rating", Column::rating},
    {"rag status", Column::rating},
    {"brag status", Column::rating},
    {"rating", Column::rating},
    {"status", Column::rating, 0.95},
    {"current status", Column::rating, 0.9},
    {"progress status", Column::rating},
    {"progress rag", Column::rating},
    {"bragp", Column::rating},
    {"ragb", Column::rating},
    {"bragg", Column::rating},
    {"rag b", Column::rating},
    {"status rag", Column::rating},
    {"colour", Column::rating, 0.9},
    {"colour rating", Column::rating},
    {"colour code", Column::rating},
    {"assessment score", Column::rating, 0.9},
    {"self assessment", Column::rating, 0.9},
    {"self assessment rating", Column::rating},
    {"self assessed rating", Column::rating},
    {"self assessment score", Column::rating},
    {"moderated rating", Column::rating},
    {"compliance", Column::rating, 0.7},
    {"compliance status", Column::rating},
    {"met not met", Column::rating},
    {"judgement", Column::rating, 0.7},
    {"score", Column::rating, 0.8},
    {"achieved", Column::rating, 0.7},
    {"on target", Column::rating, 0.7},
    {"progress rating", Column::rating},
    {"action status", Column::rating},
    {"delivery status", Column::rating},
    {"delivery confidence", Column::rating, 0.9},
    {"completed", Column::rating, 0.6},
    {"complete", Column::rating, 0.6},
    {"completed y n", Column::rating, 0.9},
    {"complete y n", Column::rating, 0.9},
    {"open closed", Column::rating},
    {"state", Column::rating, 0.7},
    {"stage", Column::rating, 0.5},
    {"rag overall", Column::rating},
    {"status open closed", Column::rating},
    {"rag progress", Column::rating},
    {"overall rag", Column::rating},
    {"overall status", Column::rating},
    {"status of action", Column::rating},
    {"status of actions", Column::rating},
    {"grade", Column::rating, 0.6},
    {"current rag", Column::rating},
    {"achievement", Column::rating, 0.5},
    {"% complete", Column::percent},
    {"percent complete", Column::percent},
    {"percentage complete", Column::percent},
    {"percentage completion", Column::percent},
    {"percentage", Column::percent, 0.8},
    {"% completion", Column::percent},
    // when
    {"target date", Column::target},
    {"date for delivery", Column::target},
    {"date to be achieved", Column::target},
    {"date to be achieved by", Column::target},
    {"to be achieved by", Column::target},
    {"date for achievement", Column::target},
    {"target dates", Column::target},
    {"target", Column::target, 0.75},
    {"timescale", Column::target},
    {"timescales", Column::target},
    {"time scale", Column::target},
    {"deadline", Column::target},
    {"by when", Column::target},
    {"by", Column::target, 0.6},
    {"when", Column::target, 0.9},
    {"when by", Column::target},
    {"due date", Column::target},
    {"due", Column::target, 0.9},
    {"date due", Column::target},
    {"completion date", Column::target, 0.9},
    {"target completion date", Column::target},
    {"date for completion", Column::target},
    {"expected completion", Column::target},
    {"expected completion date", Column::target},
    {"implementation date", Column::target},
    {"exec date", Column::target},
    {"original date", Column::target},
    {"revised date", Column::target},
    {"original target date", Column::target},
    {"revised target date", Column::target},
    {"original implementation date", Column::target},
    {"revised implementation date", Column::target},
    {"original deadline", Column::target},
    {"revised deadline", Column::target},
    {"original due date", Column::target},
    {"revised due date", Column::target},
    {"timeframe", Column::target},
    {"time frame", Column::target},
    {"timeline", Column::target},
    {"timelines", Column::target},
    {"timing", Column::target, 0.9},
    {"date", Column::target, 0.7},
    {"target timescale", Column::target},
    {"end date", Column::target, 0.9},
    {"completion", Column::target, 0.6},
    {"to be completed by", Column::target},
    {"complete by", Column::target},
    {"completed by", Column::target, 0.8},
    {"delivery date", Column::target},
    {"expected date", Column::target},
    {"forecast date", Column::target},
    {"new target date", Column::target},
    {"review date", Column::target, 0.4},
    {"planned completion", Column::target},
    {"planned completion date", Column::target},
    {"expected new achievement date", Column::target},
    {"date to be completed", Column::target},
    {"date of completion", Column::target, 0.9},
    {"how likely", Column::other, 0.9},
    {"how bad", Column::other, 0.9},
    {"how serious", Column::other, 0.9},
    {"how many", Column::other, 0.9},
    {"how much", Column::other, 0.9},
    {"what changed", Column::outcome, 0.85},
    {"what has changed", Column::outcome, 0.85},
    {"what is different", Column::outcome, 0.85},
    {"start date", Column::other, 0.9},
    {"start", Column::other, 0.9},
    {"started", Column::other, 0.8},
    {"finish", Column::target, 0.9},
    {"finish date", Column::target},
    {"end", Column::target, 0.8},
    {"source of action", Column::other, 0.9},
    {"origin of action", Column::other, 0.9},
    {"source of recommendation", Column::other, 0.9},
    {"date completed", Column::other, 0.9},
    {"actual completion date", Column::other, 0.9},
    {"date closed", Column::other, 0.9},
    {"date implemented", Column::other, 0.9},
    {"date achieved", Column::other, 0.9},
    {"actual date", Column::other, 0.9},
    {"date of last update", Column::other, 0.9},
    {"date opened", Column::other, 0.9},
    {"date created", Column::other, 0.9},
    {"date identified", Column::other, 0.9},
    {"date agreed", Column::other, 0.9},
    {"meeting date", Column::other, 0.9},
    {"date of meeting", Column::other, 0.9},
    {"date updated", Column::other, 0.9},
    {"planned review date", Column::other, 0.9},
    {"next review date", Column::other, 0.9},
    {"date of review", Column::other, 0.9},
    {"date added", Column::other, 0.9},
    {"date raised", Column::other, 0.9},
    {"actual completion", Column::other, 0.9},
    // proof
    {"evidence", Column::evidence},
    {"what we have done", Column::evidence, 0.9},
    {"what we have", Column::evidence, 0.9},
    {"what is in place", Column::evidence, 0.9},
    {"what we have in place", Column::evidence, 0.95},
    {"what is already in place", Column::evidence, 0.95},
    {"what we do now", Column::evidence, 0.9},
    {"what is working well", Column::evidence, 0.85},
    {"what we ve done", Column::evidence, 0.9},
    {"what have we done so far", Column::evidence, 0.9},
    {"target date evidence", Column::evidence},
    {"evidence of completion", Column::evidence},
    {"evidence of progress", Column::evidence},
    {"evidence of impact", Column::evidence, 0.95},
    {"evidence required", Column::evidence, 0.9},
    {"supporting evidence", Column::evidence},
    {"progress", Column::evidence, 0.9},
    {"progress update", Column::evidence},
    {"progress to date", Column::evidence},
    {"update", Column::evidence},
    {"updates", Column::evidence},
    {"progress since last meeting", Column::evidence},
    {"progress since the last meeting", Column::evidence},
    {"progress since last report", Column::evidence},
    {"progress since last update", Column::evidence},
    {"update since last meeting", Column::evidence},
    {"what has happened", Column::evidence},
    {"remarks", Column::evidence, 0.7},
    {"update on progress", Column::evidence},
    {"progress notes", Column::evidence},
    {"status update", Column::evidence},
    {"latest update", Column::evidence},
    {"where are we now", Column::evidence},
    {"where we are now", Column::evidence},
    {"latest position", Column::evidence},
    {"how are we doing", Column::evidence},
    {"what have we achieved", Column::evidence},
    {"progress so far", Column::evidence},
    {"key milestones achieved", Column::evidence},
    {"milestones achieved", Column::evidence},

    {"date of completion and outcome", Column::evidence},
    {"date completed and outcome", Column::evidence},
    {"completion date and outcome", Column::evidence},
    {"current update", Column::evidence},
    {"comments", Column::evidence, 0.85},
    {"comment", Column::evidence, 0.85},
    {"commentary", Column::evidence, 0.85},
    {"notes", Column::evidence, 0.6},
    {"comments and progress of actions", Column::evidence},
    {"progress comments", Column::evidence},
    {"progress and evidence", Column::evidence},
    {"evidence and progress", Column::evidence},
    {"progress evidence", Column::evidence},
    {"evidence progress", Column::evidence},
    {"evidence of implementation", Column::evidence},
    {"evidence assurance", Column::evidence},
    {"assurance", Column::evidence, 0.7},
    {"assurances", Column::evidence, 0.7},
    {"how will we know", Column::evidence, 0.8},
    {"how do we know", Column::evidence, 0.85},
    {"how will we evidence", Column::evidence, 0.9},
    {"what have we done", Column::evidence, 0.9},
    {"progress made", Column::evidence},
    {"narrative", Column::evidence, 0.7},
    {"highlights", Column::evidence, 0.8},
    {"achievements", Column::evidence, 0.7},
    {"achievements to date", Column::evidence},
    {"progress highlights", Column::evidence},
    {"monitoring", Column::evidence, 0.5},
    {"action taken to date", Column::evidence},
    {"actions taken to date", Column::evidence},
    {"action taken", Column::evidence, 0.6},
    {"actions taken", Column::evidence, 0.6},
    {"position", Column::evidence, 0.5},
    {"position update", Column::evidence},
    {"current position", Column::evidence, 0.65},
    {"what has been done", Column::evidence},
    {"monitoring and evidence", Column::evidence},
    {"progress report", Column::evidence},
    {"audit trail", Column::evidence, 0.8},
    {"progress against action", Column::evidence},
    {"progress against actions", Column::evidence},
    {"update evidence", Column::evidence},
    {"progress summary", Column::evidence},
    {"evidence update", Column::evidence},

    {"key milestones achieved in enacting recommendation", Column::evidence},
    // why not
    {"constraints", Column::constraints},
    {"reason for rag rating", Column::constraints},
    {"reason for rag", Column::constraints},
    {"reason for rating", Column::constraints},
    {"rationale for rag rating", Column::constraints},
    {"rationale for rating", Column::constraints},
    {"reason if not achieved", Column::constraints},
    {"reason not achieved", Column::constraints},
    {"reason not complete", Column::constraints},
    {"constraint", Column::constraints},
    {"problems", Column::constraints},
    {"constraints problems", Column::constraints},
    {"barriers", Column::constraints},
    {"barrier", Column::constraints},
    {"risks", Column::constraints, 0.8},
    {"risk", Column::constraints, 0.6},
    {"issues risks", Column::constraints},
    {"risks issues", Column::constraints},
    {"risks and issues", Column::constraints},
    {"obstacles", Column::constraints},
    {"gaps", Column::constraints, 0.9},
    {"what is missing", Column::constraints, 0.85},
    {"gap", Column::constraints, 0.8},
    {"dependencies", Column::constraints, 0.8},
    {"challenges", Column::constraints, 0.8},
    {"areas for improvement", Column::constraints, 0.6},
    {"reason for delay", Column::constraints},
    {"reasons for delay", Column::constraints},
    {"exceptions", Column::constraints, 0.8},
    {"exception", Column::constraints, 0.8},
    {"barriers to progress", Column::constraints},
    {"constraints risks", Column::constraints},
    {"blockers", Column::constraints},
    {"what is in the way", Column::constraints},
    {"what is stopping us", Column::constraints},
    {"reason for slippage", Column::constraints},
    {"issues barriers", Column::constraints},
    {"risks to delivery", Column::constraints},
    {"risk to delivery", Column::constraints},
    {"barriers and risks", Column::constraints},
    {"if not why not", Column::constraints},
    // aim
    {"outcome", Column::outcome},
    {"how will it be measured", Column::outcome, 0.95},
    {"how will this be measured", Column::outcome, 0.95},
    {"how will impact be measured", Column::outcome, 0.95},
    {"how will we measure impact", Column::outcome, 0.95},
    {"impact for", Column::outcome, 0.8},
    {"impact on", Column::outcome, 0.8},
    {"what impact", Column::outcome, 0.85},
    {"what difference", Column::outcome, 0.85},
    {"what difference has this made", Column::outcome, 0.9},
    {"outcomes", Column::outcome},
    {"desired outcome", Column::outcome},
    {"desired outcomes", Column::outcome},
    {"intended outcome", Column::outcome},
    {"intended outcomes", Column::outcome},
    {"expected outcome", Column::outcome},
    {"expected outcomes", Column::outcome},
    {"success criteria", Column::outcome},
    {"success measure", Column::outcome},
    {"success measures", Column::outcome},
    {"success indicator", Column::outcome},
    {"success indicators", Column::outcome},
    {"measure of success", Column::outcome},
    {"measures of success", Column::outcome},
    {"impact", Column::outcome, 0.9},
    {"intended impact", Column::outcome},
    {"desired impact", Column::outcome},
    {"expected impact", Column::outcome},
    {"impact measure", Column::outcome},
    {"what difference will it make", Column::outcome},
    {"what difference will this make", Column::outcome},
    {"what will success look like", Column::outcome},
    {"what does good look like", Column::outcome},
    {"benefit", Column::outcome, 0.8},
    {"benefits", Column::outcome, 0.8},
    {"aim", Column::outcome, 0.8},
    {"what do we want to achieve", Column::outcome},
    {"what we want to achieve", Column::outcome},
    {"what difference will we see", Column::outcome},
    {"how will we know", Column::outcome, 0.75},
    {"how will success be measured", Column::outcome, 0.95},
    {"how will we measure success", Column::outcome, 0.95},
    {"goal", Column::outcome, 0.7},
    {"objective", Column::outcome, 0.55},
    {"performance measure", Column::outcome, 0.9},
    {"kpi", Column::outcome, 0.7},
    {"measure", Column::outcome, 0.7},
    {"outcome measure", Column::outcome},
    {"impact outcome", Column::outcome},
    {"outcome impact", Column::outcome},
    {"anticipated outcome", Column::outcome},
    {"outcome required", Column::outcome},
    {"outcome sought", Column::outcome},
    {"target outcome", Column::outcome},
    {"difference made", Column::outcome, 0.9},
    {"impact on children", Column::outcome, 0.9},
    {"key performance indicator", Column::outcome, 0.8},
};

std::size_t words_in(std::string_view key) {
  return key.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
}

// Whether the words of a phrase stand one after another in `header` from `at` on.
bool stands_at(const std::vector<std::string>& header, std::size_t at, const std::vector<std::string_view>& wanted) {
  if (at + wanted.size() > header.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (header[at + i] != wanted[i]) return false;
  return true;
}

struct Phrase {
  std::string text;
  std::vector<std::string_view> words;
};

// The phrases taken apart, once, and every word that is in one.
struct Vocabulary {
  std::vector<Phrase> phrases;  // beside synonyms
  std::unordered_set<std::string_view> all_words;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_first_word;
  Vocabulary() {
    phrases.reserve(std::size(synonyms));
    for (const Synonym& synonym : synonyms) {
      Phrase& phrase = phrases.emplace_back();
      phrase.text = synonym.phrase.front() == '%' ? "percent" + std::string(synonym.phrase.substr(1))
                                                  : std::string(synonym.phrase);
      phrase.words = split(phrase.text, ' ');
      all_words.insert(phrase.words.begin(), phrase.words.end());
      by_first_word[phrase.words.front()].push_back(phrases.size() - 1);
    }
  }
};

const Vocabulary& vocabulary() {
  static const Vocabulary all;
  return all;
}

// Two letters changed places, and nothing else.
bool is_swapped(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i + 1 < left.size(); ++i)
    if (left[i] != right[i])
      return left[i] == right[i + 1] && left[i + 1] == right[i] && left.substr(i + 2) == right.substr(i + 2);
  return false;
}

// One slip of the finger in a longer word is forgiven: "Recomendation", "Constrants", "Evidance", "Actoin".
void mend(std::vector<std::string>& header) {
  for (std::string& word : header) {
    if (word.size() < 6 || vocabulary().all_words.count(word) != 0) continue;
    const std::size_t slips = word.size() >= 9 ? 2 : 1;
    std::string_view best;
    std::size_t least = slips + 1;
    for (std::string_view known : vocabulary().all_words) {
      if (known.size() < 6 || known[0] != word[0] || known.size() + slips < word.size() ||
          word.size() + slips < known.size())
        continue;
      const std::size_t distance = is_swapped(word, known) ? 1 : edit_distance(word, known, slips);
      if (distance < least || (distance == least && distance <= slips && known < best)) least = distance, best = known;
    }
    if (!best.empty()) word = std::string(best);
  }
}

bool is_filler(std::string_view word) {
  constexpr std::array fillers{std::string_view("the"),    std::string_view("of"),     std::string_view("and"),
                               std::string_view("for"),    std::string_view("to"),     std::string_view("a"),
                               std::string_view("s"),      std::string_view("in"),     std::string_view("or"),
                               std::string_view("on"),     std::string_view("is"),     std::string_view("this"),
                               std::string_view("by"),     std::string_view("be"),     std::string_view("with"),
                               std::string_view("please"), std::string_view("inc"),    std::string_view("eg"),
                               std::string_view("e"),      std::string_view("g"),      std::string_view("i"),
                               std::string_view("rag"),    std::string_view("name"),   std::string_view("role"),
                               std::string_view("from"),   std::string_view("review"), std::string_view("report"),
                               std::string_view("at"),     std::string_view("as"),     std::string_view("including"),
                               std::string_view("agreed"), std::string_view("our"),    std::string_view("your"),
                               std::string_view("their"),  std::string_view("its"),    std::string_view("quarter"),
                               std::string_view("board"),  std::string_view("scr"),    std::string_view("cspr"),
                               std::string_view("lcspr"),  std::string_view("we"),     std::string_view("will"),
                               std::string_view("take"),   std::string_view("taken"),  std::string_view("you"),
                               std::string_view("us"),     std::string_view("it"),     std::string_view("they"),
                               std::string_view("are"),    std::string_view("has"),    std::string_view("have"),
                               std::string_view("been"),   std::string_view("being"),  std::string_view("do"),
                               std::string_view("need"),   std::string_view("needs"),  std::string_view("needed"),
                               std::string_view("must"),   std::string_view("should"), std::string_view("made"),
                               std::string_view("sar"),    std::string_view("dhr"),    std::string_view("cqc"),
                               std::string_view("ofsted")};
  return std::find(fillers.begin(), fillers.end(), word) != fillers.end();
}

// "tc a p m I", "O u t c o m e", "emoctuO": a rotated header that a converter wrote letter by letter, or from the
// bottom up. The synonym it spells, or null.
const Synonym* spelled_out(std::string_view header) {
  if (header.size() < 5 || header.size() > 60) return nullptr;
  std::string letters;
  bool apart = false, together = false;
  for (std::size_t at = 0, run = 0; at < header.size(); ++at) {
    const char c = header[at];
    if (static_cast<unsigned char>(c) >= 0x80) return nullptr;
    if (c == ' ' || c == '\n') {
      apart = true;
      run = 0;
      continue;
    }
    together = together || ++run > 2;
    letters += c;
  }
  if (apart && together) return nullptr;
  letters = folded(letters);
  const std::string turned(letters.rbegin(), letters.rend());
  if (letters.size() < 3) return nullptr;
  for (const Synonym& synonym : synonyms) {
    const std::size_t blanks = static_cast<std::size_t>(std::count(synonym.phrase.begin(), synonym.phrase.end(), ' '));
    if (synonym.phrase.size() - blanks != letters.size()) continue;
    const std::string word = without_blanks(synonym.phrase);
    if (word == turned || (apart && word == letters)) return &synonym;
  }
  return nullptr;
}

// Two columns cannot both be the recommendation: an "issue" or "priority" on the left of one is what was found, and
// what is less than that ("Regulation 12") stands under its own word.
void settle_sources(const std::vector<std::vector<Guess>>& all, std::vector<Column>& columns) {
  const auto score = [&](std::size_t i) {
    for (const Guess& guess : all[i])
      if (guess.column == Column::recommendation) return guess.score;
    return 0.0;
  };
  std::size_t best = columns.size();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == Column::recommendation && (best == columns.size() || score(i) >= score(best))) best = i;
  bool finding = std::find(columns.begin(), columns.end(), Column::finding) != columns.end();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] != Column::recommendation || i == best) continue;
    columns[i] = i < best && !finding && score(i) >= 0.55 ? Column::finding : Column::other;
    finding = finding || columns[i] == Column::finding;
  }
}

// A plan in words of its own: who, when and how it stands are known, what is to be done is not. It stands left of
// them, and what it answers left of that.
void settle_unknown(const std::vector<std::string>& headers, std::vector<Column>& columns) {
  std::size_t kinds = 0, first = columns.size();
  for (const Column state : {Column::agency, Column::lead, Column::target, Column::rating, Column::evidence}) {
    const auto at = std::find(columns.begin(), columns.end(), state);
    if (at == columns.end()) continue;
    ++kinds;
    if (state != Column::agency) first = std::min(first, static_cast<std::size_t>(at - columns.begin()));
  }
  for (const Column source : {Column::action, Column::recommendation, Column::finding, Column::response})
    if (std::find(columns.begin(), columns.end(), source) != columns.end()) return;
  if (kinds < 3 || first == columns.size()) return;
  // A table of measures has owners, targets and ratings too, and no action.
  for (const std::string& header : headers)
    for (const std::string& word : words(header))
      if (word == "indicator" || word == "indicators" || word == "kpi" || word == "kpis" || word == "metric" ||
          word == "measure" || word == "measures" || word == "baseline" || word == "agenda" || word == "venue")
        return;
  bool action = false;
  for (std::size_t i = first; i-- > 0;) {
    if (columns[i] != Column::other || headers[i].empty()) continue;
    columns[i] = action ? Column::recommendation : Column::action;
    if (action) return;
    action = true;
  }
}

}  // namespace

std::vector<Guess> guesses(std::string_view header) {
  std::vector<Guess> found;
  if (header.size() > 160) return found;
  std::string plain = replaced(std::string(header), "%", " percent ");
  std::vector<std::string> header_words = words(plain);
  if (header_words.empty() && trimmed(header) == "#") return {{Column::reference, 0.9}};
  if (header_words.empty() || header_words.size() > 16) return found;
  mend(header_words);
  double weight_of_words = 0;
  for (const std::string& word : header_words) weight_of_words += is_filler(word) ? 0.25 : 1.0;
  // What stands in brackets explains: "Lead (job title)"; it weighs less.
  const std::size_t bracket = plain.find('(');
  const std::size_t before_bracket =
      bracket == std::string::npos ? header_words.size() : words(plain.substr(0, bracket)).size();
  for (std::size_t first = 0; first < header_words.size(); ++first) {
    const auto starting = vocabulary().by_first_word.find(header_words[first]);
    if (starting == vocabulary().by_first_word.end()) continue;
    for (const std::size_t s : starting->second) {
      const Synonym& synonym = synonyms[s];
      const std::string& phrase = vocabulary().phrases[s].text;
      if (!stands_at(header_words, first, vocabulary().phrases[s].words)) continue;
      const int at = static_cast<int>(first);
      const double length = static_cast<double>(words_in(phrase));
      double score = synonym.weight;
      const bool all = length == static_cast<double>(header_words.size());
      if (!all) {
        // A header of several ideas takes the one it covers most; the first named breaks a tie.
        double others = weight_of_words;
        for (std::size_t i = 0; i < words_in(phrase); ++i)
          others -= is_filler(header_words[static_cast<std::size_t>(at) + i]) ? 0.25 : 1.0;
        if (before_bracket > 0 && static_cast<std::size_t>(at) + words_in(phrase) <= before_bracket)
          others = std::min(others, static_cast<double>(before_bracket) - length + 0.3);
        score *= length / (length + 0.6 * std::max(0.0, others)) * (1.0 - 0.015 * at);
        if (static_cast<std::size_t>(at) >= before_bracket && before_bracket > 0) score *= 0.4;
      } else {
        score += 0.05 * (length - 1);  // the whole of a longer header is surer
      }
      auto same =
          std::find_if(found.begin(), found.end(), [&](const Guess& guess) { return guess.column == synonym.column; });
      if (same == found.end())
        found.push_back({synonym.column, score});
      else
        same->score = std::max(same->score, score);
    }
  }
  // "Target Date/Evidence" holds both; the text is the evidence and its dates are read from it.
  const auto score_of = [&](Column column) {
    for (const Guess& guess : found)
      if (guess.column == column) return guess.score;
    return 0.0;
  };
  if (score_of(Column::evidence) > 0.3 && score_of(Column::target) > 0.3 && score_of(Column::evidence) < 0.9)
    for (Guess& guess : found)
      if (guess.column == Column::evidence) guess.score = 0.9;
  // "Learning theme / Recommendation" asks something of somebody.
  if (score_of(Column::recommendation) > 0.3 && score_of(Column::finding) > 0.3 &&
      score_of(Column::recommendation) < 0.9)
    for (Guess& guess : found)
      if (guess.column == Column::recommendation) guess.score = 0.9;
  if (found.empty())
    if (const Synonym* synonym = spelled_out(header)) found.push_back({synonym->column, 0.8 * synonym->weight});
  std::stable_sort(found.begin(), found.end(), [](const Guess& a, const Guess& b) { return a.score > b.score; });
  return found;
}

bool may_be_header(std::string_view text) {
  if (text.size() > 160) return false;
  if (text == "#") return true;
  for (const std::string& word : words(text))
    if (vocabulary().all_words.count(word) != 0) return true;
  // A slip in the only word, or letters from the bottom up.
  return text.size() <= 24 && words(text).size() <= 2 ? text.size() >= 7 : text.find(' ') == 1;
}

bool is_of_a_risk_register(std::string_view header) {
  constexpr std::array signs{
      std::string_view("likelihood"),   std::string_view("consequence"),     std::string_view("inherent"),
      std::string_view("residual"),     std::string_view("risk score"),      std::string_view("risk rating"),
      std::string_view("controls"),     std::string_view("risk appetite"),   std::string_view("probability"),
      std::string_view("key controls"), std::string_view("gaps in control"), std::string_view("risk description"),
      std::string_view("risk id"),      std::string_view("risk ref")};
  const std::string key = " " + matching_key(header) + " ";
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
    return key.find(" " + std::string(sign) + " ") != std::string::npos;
  });
}

std::string_view word_of_rotated(std::string_view header) {
  const Synonym* synonym = spelled_out(header);
  return synonym ? synonym->phrase : std::string_view();
}

bool names_a_time(std::string_view header) {
  constexpr std::array times{std::string_view("q1"),      std::string_view("q2"),       std::string_view("q3"),
                             std::string_view("q4"),      std::string_view("qtr"),      std::string_view("quarter"),
                             std::string_view("autumn"),  std::string_view("winter"),   std::string_view("spring"),
                             std::string_view("summer"),  std::string_view("term"),     std::string_view("month"),
                             std::string_view("jan"),     std::string_view("feb"),      std::string_view("mar"),
                             std::string_view("apr"),     std::string_view("may"),      std::string_view("jun"),
                             std::string_view("jul"),     std::string_view("aug"),      std::string_view("sep"),
                             std::string_view("sept"),    std::string_view("oct"),      std::string_view("nov"),
                             std::string_view("dec"),     std::string_view("january"),  std::string_view("february"),
                             std::string_view("march"),   std::string_view("april"),    std::string_view("june"),
                             std::string_view("july"),    std::string_view("august"),   std::string_view("september"),
                             std::string_view("october"), std::string_view("november"), std::string_view("december")};
  const std::vector<std::string> all = words(header);
  if (all.empty() || all.size() > 3) return false;
  bool named = false;
  for (const std::string& word : all) {
    if (std::find(times.begin(), times.end(), word) != times.end())
      named = true;
    else if (word.find_first_not_of("0123456789") != std::string::npos && word != "half")
      return false;
  }
  return named;
}

bool is_qualifier(std::string_view header) {
  constexpr std::array qualifiers{
      std::string_view("original"), std::string_view("revised"), std::string_view("current"),
      std::string_view("previous"), std::string_view("yes"),     std::string_view("no"),
      std::string_view("new"),      std::string_view("actual"),  std::string_view("planned"),
      std::string_view("name"),     std::string_view("role"),    std::string_view("person"),
      std::string_view("officer"),  std::string_view("start"),   std::string_view("end"),
      std::string_view("date"),     std::string_view("text"),    std::string_view("rating")};
  const std::string key = matching_key(header);
  return std::find(qualifiers.begin(), qualifiers.end(), key) != qualifiers.end() || names_a_time(header);
}

std::vector<Column> assign(const std::vector<std::string>& headers) {
  struct Claim {
    std::size_t header;
    std::size_t choice;
    double score;
  };
  std::vector<std::vector<Guess>> all;
  all.reserve(headers.size());
  for (const std::string& header : headers) all.push_back(guesses(header));
  // Where a plan has a column of recommendations, an "area for improvement" on its left is a finding, and so on:
  // the greater score takes a meaning first; what is left over takes its next best.
  std::vector<Column> columns(headers.size(), Column::other);
  std::vector<bool> settled(headers.size(), false);
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t choice = 0; choice < all[i].size(); ++choice)
      if (all[i][choice].score >= 0.4) claims.push_back({i, choice, all[i][choice].score});
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.score > b.score; });
  const auto taken = [&](Column column) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (settled[i] && columns[i] == column) return true;
    return false;
  };
  for (const Claim& claim : claims) {
    if (settled[claim.header]) continue;
    const Column column = all[claim.header][claim.choice].column;
    if (column != Column::other && taken(column)) continue;
    columns[claim.header] = column;
    settled[claim.header] = true;
  }
  // What found its meanings all taken shares the best of them: two dates, two updates, a recommendation's number
  // and an action's.
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (settled[i] || all[i].empty() || all[i].front().score < 0.4) continue;
    columns[i] = all[i].front().column;
  }
  settle_sources(all, columns);
  settle_unknown(headers, columns);
  return columns;
}

}  // namespace candour::intake::action_plan
