#pragma once
// The words of cells by what they do in a sentence. A word that is missed belongs here; a phrase of one document does
// not. For the files of this folder alone.

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <unordered_set>

namespace candour::assurance::grammar {

using Words = std::unordered_set<std::string_view>;

// Verbs that plans use, as they stand behind "to": so "to schools" is no infinitive.
inline const Words verbs{
    "accept",     "access",     "achieve",     "act",         "action",      "add",         "address",    "adopt",
    "advise",     "agree",      "align",       "allocate",    "amend",       "analyse",     "apply",      "appoint",
    "approach",   "approve",    "arrange",     "ascertain",   "ask",         "assess",      "assist",     "assure",
    "attend",     "audit",      "be",          "become",      "begin",       "book",        "bring",      "brief",
    "build",      "capture",    "carry",       "cascade",     "challenge",   "change",      "chase",      "check",
    "circulate",  "clarify",    "close",       "collate",     "collect",     "commence",    "commission", "communicate",
    "complete",   "comply",     "conduct",     "confirm",     "consider",    "consult",     "contact",    "continue",
    "contribute", "convene",    "coordinate",  "cover",       "create",      "decide",      "define",     "deliver",
    "design",     "determine",  "develop",     "devise",      "discuss",     "disseminate", "distribute", "do",
    "draft",      "draw",       "embed",       "enable",      "encourage",   "engage",      "enhance",    "ensure",
    "escalate",   "establish",  "evaluate",    "evidence",    "examine",     "expand",      "explore",    "extend",
    "feed",       "finalise",   "finalize",    "find",        "finish",      "follow",      "form",       "formalise",
    "gain",       "gather",     "get",         "give",        "go",          "have",        "highlight",  "hold",
    "identify",   "implement",  "improve",     "include",     "incorporate", "increase",    "influence",  "inform",
    "initiate",   "introduce",  "investigate", "invite",      "issue",       "join",        "keep",       "launch",
    "lead",       "learn",      "liaise",      "link",        "look",        "maintain",    "make",       "map",
    "meet",       "monitor",    "move",        "negotiate",   "nominate",    "notify",      "obtain",     "offer",
    "organise",   "organize",   "oversee",     "participate", "pilot",       "pick",        "plan",       "prepare",
    "present",    "prioritise", "proceed",     "produce",     "progress",    "promote",     "propose",    "provide",
    "publicise",  "publish",    "pursue",      "put",         "raise",       "recommend",   "record",     "recruit",
    "reduce",     "refer",      "refresh",     "reinforce",   "reissue",     "remind",      "remain",     "repeat",
    "replace",    "report",     "request",     "research",    "resolve",     "respond",     "restart",    "return",
    "review",     "revise",     "revisit",     "roll",        "run",         "scope",       "seek",       "send",
    "set",        "share",      "sign",        "source",      "start",       "strengthen",  "submit",     "support",
    "take",       "test",       "track",       "train",       "undertake",   "update",      "upload",     "use",
    "visit",      "work",       "write",       "re-issue",    "re-audit",    "co-ordinate", "analyze",    "re-start",
    "receive",    "recognise",  "observe",     "appear",      "resume",      "hear",        "explain",    "re-run",
    "relaunch",   "quality",    "inspect",     "moderate",    "assemble",    "rota",        "secure",     "translate",
    "pay",        "fund",       "procure",     "migrate",     "install",     "amalgamate",  "merge",      "rewrite",
    "re-launch"};

// Who can be told to do a thing: the last word of a post, a body or a group.
inline const Words agents{"staff",
                          "lead",
                          "leads",
                          "nurse",
                          "nurses",
                          "manager",
                          "managers",
                          "officer",
                          "officers",
                          "head",
                          "heads",
                          "headteacher",
                          "headteachers",
                          "director",
                          "directors",
                          "team",
                          "teams",
                          "board",
                          "boards",
                          "police",
                          "agency",
                          "agencies",
                          "partner",
                          "partners",
                          "partnership",
                          "school",
                          "schools",
                          "trust",
                          "trusts",
                          "council",
                          "doctor",
                          "doctors",
                          "chair",
                          "group",
                          "subgroup",
                          "sub-group",
                          "subgroups",
                          "committee",
                          "supervisor",
                          "supervisors",
                          "practitioner",
                          "practitioners",
                          "worker",
                          "workers",
                          "coordinator",
                          "co-ordinator",
                          "consultant",
                          "consultants",
                          "service",
                          "services",
                          "provider",
                          "providers",
                          "practice",
                          "practices",
                          "gp",
                          "gps",
                          "gp's",
                          "gps'",
                          "midwife",
                          "midwives",
                          "visitor",
                          "visitors",
                          "sergeant",
                          "inspector",
                          "superintendent",
                          "constable",
                          "detective",
                          "commissioner",
                          "commissioners",
                          "executive",
                          "trainer",
                          "trainers",
                          "member",
                          "members",
                          "colleague",
                          "colleagues",
                          "professional",
                          "professionals",
                          "adviser",
                          "advisor",
                          "advisors",
                          "author",
                          "unit",
                          "department",
                          "directorate",
                          "governor",
                          "governors",
                          "champion",
                          "champions",
                          "administrator",
                          "analyst",
                          "assistant",
                          "deputy",
                          "principal",
                          "registrar",
                          "secretary",
                          "we",
                          "i",
                          "they",
                          "he",
                          "she",
                          "everyone",
                          "all",
                          "both",
                          "panel",
                          "forum",
                          "college",
                          "hospital",
                          "force",
                          "constabulary",
                          "cabinet",
                          "academy",
                          "representative",
                          "representatives",
                          "delegate",
                          "delegates",
                          "employees",
                          "teachers",
                          "teacher",
                          "clinicians",
                          "clinician",
                          "matron",
                          "psychologist",
                          "therapist",
                          "therapists",
                          "paramedics",
                          "ambulance",
                          "housing",
                          "probation",
                          "education",
                          "health",
                          "leadership",
                          "authority",
                          "authorities",
                          "network",
                          "charity",
                          "facilitator",
                          "facilitators",
                          "dentist",
                          "pharmacy",
                          "owner",
                          "owners",
                          "office",
                          "business"};

// Deeds that are done: with "has been", or alone as officers write them.
inline const Words irregular_done{"held",       "sent",      "met",    "given",      "gave",   "made", "taken",
                                  "took",       "begun",     "began",  "written",    "wrote",  "done", "shown",
                                  "seen",       "run",       "ran",    "brought",    "built",  "led",  "found",
                                  "undertaken", "undertook", "kept",   "told",       "taught", "gone", "became",
                                  "drawn",      "spoken",    "chosen", "went",       "put",    "set",  "underwent",
                                  "rolled",     "rewritten", "drew",   "re-written", "sought"};
// Finite verbs that are not deeds.
inline const Words finite{
    "is",        "are",      "was",        "were",     "has",     "have",   "had",       "do",       "does",
    "did",       "can",      "may",        "must",     "should",  "would",  "could",     "attends",  "ensures",
    "includes",  "provides", "meets",      "holds",    "shares",  "works",  "continues", "receives", "monitors",
    "discusses", "refers",   "gives",      "takes",    "makes",   "shows",  "follows",   "sets",     "gets",
    "allows",    "enables",  "helps",      "requires", "expects", "states", "says",      "asks",     "wants",
    "wishes",    "agrees",   "encourages", "needs",    "need",    "want",   "remains",   "supports", "went",
    "came",      "seems",    "appears",    "isn't",    "aren't",  "hasn't"};
// Words in -ed or -ing that stand before a noun, or are one.
inline const Words no_deeds{"ofsted",     "named",    "designated", "looked",      "advanced",  "dedicated",
                            "integrated", "enhanced", "targeted",   "experienced", "qualified", "detailed",
                            "red",        "need",     "speed",      "feed",        "bed",       "shed",
                            "based",      "combined", "accredited", "unified",     "proposed",  "planned",
                            "indeed",     "related",  "embed",      "nominated",   "relevant",  "multi-based",
                            "exceed",     "proceed",  "succeed",    "involved",    "concerned", "associated",
                            "led",        "agreed",   "scheduled",  "booked",      "arranged"};
inline const Words gerund_nouns{
    "meeting",    "training",    "briefing",  "nursing",   "safeguarding", "recording", "monitoring",    "planning",
    "learning",   "housing",     "wellbeing", "screening", "hearing",      "setting",   "commissioning", "working",
    "ongoing",    "on-going",    "during",    "being",     "nothing",      "something", "building",      "funding",
    "marketing",  "parenting",   "following", "going",     "including",    "listening", "sharing",       "policing",
    "well-being", "counselling", "mentoring", "coaching",  "forthcoming",  "upcoming",  "reporting",     "staffing"};
// Steps of the work itself: "pathways for young carers to be added", where "time for cases to be discussed" is no step.
inline const Words steps{"added",    "developed",  "completed", "finalised",  "finalized", "updated",
                         "amended",  "launched",   "ratified",  "approved",   "drafted",   "published",
                         "produced", "circulated", "issued",    "implemented"};
// Deeds that end something: they settle what was said to come.
inline const Words settling{
    "completed", "complete",    "done",       "held",      "delivered", "achieved",   "finalised",   "finalized",
    "published", "launched",    "attended",   "happened",  "occurred",  "actioned",   "implemented", "approved",
    "ratified",  "closed",      "finished",   "signed",    "issued",    "circulated", "met",         "discussed",
    "received",  "introduced",  "undertaken", "undertook", "resolved",  "concluded",  "confirmed",   "presented",
    "submitted", "replied",     "responded",  "returned",  "provided",  "trained",    "updated",     "distributed",
    "adopted",   "established", "embedded"};
inline const Words event_nouns{
    "workshop",  "workshops",  "training", "audit",     "audits",      "meeting",     "meetings", "event",
    "events",    "session",    "sessions", "review",    "reviews",     "conference",  "briefing", "briefings",
    "launch",    "work",       "roadshow", "seminar",   "survey",      "visit",       "visits",   "policy",
    "protocol",  "pathway",    "guidance", "procedure", "procedures",  "report",      "campaign", "course",
    "courses",   "pilot",      "forum",    "exercise",  "tool",        "toolkit",     "summit",   "webinar",
    "webinars",  "newsletter", "template", "leaflet",   "strategy",    "recruitment", "dates",    "date",
    "programme", "inspection", "day",      "days",      "presentation"};
inline const Words document_nouns{"policy",   "protocol", "pathway",       "guidance",  "procedure", "procedures",
                                  "strategy", "document", "report",        "framework", "template",  "terms",
                                  "plan",     "leaflet",  "specification", "toolkit",   "version"};
inline const Words in_the_making{
    "developed",  "drafted",      "written",  "reviewed",    "revised",      "updated",    "finalised",
    "finalized",  "considered",   "explored", "arranged",    "planned",      "scoped",     "rolled",
    "recruited",  "commissioned", "built",    "produced",    "prepared",     "progressed", "established",
    "set",        "designed",     "piloted",  "implemented", "rewritten",    "agreed",     "worked",
    "sought",     "looked",       "created",  "organised",   "addressed",    "discussed",  "introduced",
    "procured",   "taken",        "amended",  "mapped",      "scheduled",    "compiled",   "collated",
    "negotiated", "refreshed",    "drawn",    "put",         "investigated", "re-written", "strengthened"};
// What is always being done once a thing is in use: "discussions are being recorded".
inline const Words in_use{"used",     "held",     "followed",  "recorded",   "monitored",  "applied",    "met",
                          "seen",     "observed", "adhered",   "maintained", "completed",  "shared",     "attended",
                          "heard",    "captured", "delivered", "identified", "supported",  "challenged", "escalated",
                          "referred", "made",     "received",  "invited",    "undertaken", "offered",    "given",
                          "kept",     "sent",     "notified",  "provided",   "assessed",   "reported",   "evidenced"};
inline const Words making{"developing",  "drafting",  "writing",     "revising",      "updating",  "finalising",
                          "finalizing",  "exploring", "considering", "recruiting",    "preparing", "arranging",
                          "progressing", "scoping",   "compiling",   "producing",     "designing", "procuring",
                          "negotiating", "rewriting", "planning",    "commissioning", "seeking",   "rolling"};
inline const Words routine{"regularly",  "quarterly", "monthly",    "weekly",     "annually",    "yearly",
                           "every",      "each",      "termly",     "routinely",  "fortnightly", "daily",
                           "biannually", "always",    "bi-monthly", "six-weekly", "bi-annually", "six-monthly"};
inline const Words prepositions{"for",     "with", "to",    "from",      "by",     "between", "on",
                                "in",      "at",   "about", "of",        "around", "across",  "within",
                                "through", "into", "over",  "regarding", "re",     "via",     "under"};
inline const Words subordinators{"that",    "which", "who",    "how",   "if",       "where",   "when",
                                 "whether", "what",  "whom",   "whose", "because",  "as",      "while",
                                 "until",   "once",  "unless", "so",    "whenever", "wherever"};
inline const Words adverbs{"also",         "then",      "now",         "further",   "jointly",   "formally",
                           "regularly",    "still",     "continually", "again",     "only",      "subsequently",
                           "additionally", "actively",  "fully",       "both",      "either",    "next",
                           "urgently",     "routinely", "be",          "currently", "presently", "not",
                           "soon",         "shortly",   "therefore",   "just",      "all"};
inline const Words make_possible{
    "allow",      "allows",    "allowed",    "allowing",   "enable",      "enables", "enabled",  "enabling",
    "ensure",     "ensures",   "ensured",    "ensuring",   "help",        "helps",   "helping",  "require",
    "requires",   "required",  "requiring",  "for",        "expect",      "expects", "expected", "want",
    "wants",      "encourage", "encourages", "encouraged", "encouraging", "support", "supports", "supported",
    "supporting", "remind",    "reminded",   "order",      "permit",      "permits", "how",      "prompt",
    "prompts",    "prompting", "requiring",  "so",         "expecting",   "advise",  "advised"};

// Words, or beginnings of them in -%, at which "unfinished" looks further: most words are none of these.
inline const Words may_be_unfinished{
    "on",         "on-track",  "awaiting",    "await",         "awaits",    "awaited",
    "partially",  "partly",    "underway",    "waiting",       "pending",   "outstanding",
    "in",         "under",     "for",         "discussions",   "talks",     "conversations",
    "except",     "but",       "apart",       "exception",     "continues", "continue",
    "continuing", "nearing",   "approaching", "nearly",        "almost",    "not",
    "no",         "at",        "yet",         "incomplete",    "delayed",   "paused",
    "postponed",  "deferred",  "stalled",     "unable",        "limited",   "little",
    "slow",       "half",      "third",       "thirds",        "quarter",   "quarters",
    "subject",    "further",   "more",        "requires",      "require",   "needs",
    "need",       "draft",     "continual",   "continuous",    "working",   "is",
    "are",        "currently", "begun",       "started",       "commenced", "carried",
    "tbc",        "tba",       "remaining",   "remainder",     "rest",      "ongoing",
    "on-going",   "of",        "out",         "part-completed"};

inline bool in(const Words& words, std::string_view word) {
  return words.find(word) != words.end();
}
inline bool any(std::string_view word, std::initializer_list<std::string_view> of) {
  return std::find(of.begin(), of.end(), word) != of.end();
}

}  // namespace candour::assurance::grammar
