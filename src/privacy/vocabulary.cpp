#include "privacy/vocabulary.h"

#include <algorithm>
#include <unordered_set>

#include "assurance/names.h"

namespace candour::privacy {
namespace {

using Words = std::unordered_set<std::string_view>;

Words words_in(std::string_view text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find_first_not_of(" \n", at), text.size());
    at = std::min(text.find_first_of(" \n", begin), text.size());
    if (at > begin) words.insert(text.substr(begin, at - begin));
  }
  return words;
}

// Beside those of assurance.
const Words more_titles = words_in(R"(
mx hhj judge coroner nurse midwife sister pcso acc dcc apsgt tds tps adi aps chsupt ch fr imam rabbi pastor father
sgt cpl capt captain col colonel maj lt lieutenant wpc wdc dept)");
const Words strong_titles = words_in(R"(
mr mrs ms miss mx dr cllr councillor sir dame)");
// Beside those of assurance: given names of children and adults in the United Kingdom, of whatever origin.
const Words more_given = words_in(R"(
aaliyah aaron abbie abena abigail abu adaeze adam adebayo adele aderonke adnan adrianna aidan ailsa aimee aine
aisling aiysha akua alana albert aled alejandro aleksandra alfie alicia alisha alun amandeep amani amara ameera
amelia amit ana anastasia andrei aneta angharad aniela anil anisa anisha anja annabel annie anoushka ansh antoine
antonio anwen aoife archie ardal arjun arlo arnold arthur arun asha asif asma astrid ava awa ayaan ayo azra
babatunde barnaby bartosz beata beatrice bella bernie bethan bethany betty bhavna bilal billie billy binta blessing
bobby bogdan bola bradley bronwen bryan bryony cai caitlin callum cameron caoimhe carys cassandra cathal cecilia
cerys chandni chanel chantelle charlie chelsea chiara chidera chijioke chike chioma christie cian ciara cillian
clifford clodagh connor conor corey courtney cristian cristina cyril cyrus dafydd daisy damilola daria dave declan
deepak della demi denis dermot destiny dilys dimitri dmitri doris dorota dorothea dwayne dylan ebony ebrima ed eddie
edith edna edyta eilidh eimear eira elena eleri eli elijah elin eliza ella ellie elliot ellis elodie eloise elsie
elvira emeka emil emilia emmanuel emyr enrique eoin esme ethan eva evan evelyn evie ewa ewan ezekiel faisal farah
farhan fatou fatoumata fatuma felix femi ffion filip finlay finn fintan florin folasade francois frankie fred
freddie frederick freya gabriel gabriela gabrielle genevieve gerald gerard gerry gethin gideon giovanni giulia
glenda gloria gosia gracie grainne grzegorz gurdeep gurmeet gwen gwenllian gwyneth habib hadiya hafsa hamish hamza
hana harley harold harpreet harrison harvey hasan heidi helena henryk hugo huw ibrahima idris ifan ifeoma ikram
ilona imogen ines ingrid ioan ioana iolo ira irena irene irfan irina isaac isabella isabelle isatou isha ishaan isla
ismail ivan ivor iwan iwona izabela jacek jacob jaden jagdeep jakub jamal jamila jarek jaspreet jay jayden jeanette
jeannie jemima jemma jerome jerry jerzy jess jia jibril jimmy jodi jodie joe joel johnny jolanta jonah jordan josef
josephine joshua josie juliet justyna kacper kai kamal kamil kane karin karolina kasia katarzyna kate kathryn kavita
kayden kayla kayleigh keeley kehinde keira khadija khalid kian kiera kieran kieron kirstie kofi konrad krishna
kristen kristina krystyna krzysztof kurt kwesi kyle lacey lachlan laila lakshmi lamin lamine larry latoya layla leah
leila len lena lenny leo leon leonard leroy lewis lexi liam libby lila lilian lily lionel llinos lloyd logan lola
lorna lottie lou lowri luca lucas lucia lucinda lucjan luiz lukasz lydia mabel maciej mackenzie macy maddie maddison
madeleine madison mae maeve mahmoud mai maire mairead maisie maja malgorzata malik manpreet marco marcus marek
margot mariam mariana mariatu mariella mario marion marius marjorie marjory marley marlon martha martyna marvin
maryam mateo mateusz matilda matilde maurice max maximilian maya mehmet mehreen mei melody mercy mervyn mhairi mia
michal mihai mikael mila millie mina ming minh miriam mohamad mohammad molly monika monty morag morgan morris moses
mostafa muhammed muna murad muriel musa mustafa myfanwy myra nabila nadine nafisa naina naveed neha nerys neville
nia niall niamh nikhil nikita nils nisha noah noel noor nora nuala nura obi obinna oisin oksana ola olaf olena olga
oliver ollie omar omari ophelia orla oscar osman oswald otis ousman padraig parminder pauline pawel pedro penelope
perpetua petra phoebe polly pooja pradeep prakash precious przemyslaw quentin rafael rafferty rafiq raheem rahul
rajinder ralphie rania ravi reece reggie reuben rhian rhiannon rhodri rhona rhys ricardo riley rodney rohan roisin
roksana roland rolf ron ronan ronnie rory rosa rosie roxanne rufus rukhsana rupert sabina sadia saeed saffron saima
salim salma samir samira sandeep saoirse sasha satnam saul scarlett seamus sean sebastian selina serena sergei
shabana shahid shakira shamim shane shanice shannon shaun sheena sheryl shona shreya sian sibusiso sidney simeon
sinead siobhan sioned skye slawomir sofia solomon sorcha stacey stan stanley stefan sumaira sunil svetlana swati
sybil sylwia tadhg taiwo tamara tamsin tanisha tariq tatiana tegan temitope tendai teodor tessa thandiwe thea thelma
theo theodore tia tiago tiffany tilly timmy tobias toby tom tomas tommy tomos toni tonia toyin tristan tunde tyler
tyrell tyrese tyrone uche uchenna uma usman valentina valentine veronica vijay vikram viktor vince violeta virginia
vivek vivienne vladimir wallace walter wei weronika wiktor wilfred willow wilma winston wojciech xavier xiaoming yan
yaqub yasin yasmine yemi yetunde yolanda yousef yuki yusuf zac zach zachary zack zahid zahra zainab zakir zanele
zbigniew zeinab zofia zubair zuzanna)");
// Given names that are as often a word, a place or a month.
const Words given_or_word = words_in(R"(
roland wallace rolf lou valentine virginia noel mark dawn joy june jan may april hazel heather amber dean frank rob
bill pat gill penny carol grace hope faith will jack rose ruby pearl ray victor victoria florence robin rosemary
kelly kerry kim lee scott sue kent jordan paris chelsea shannon craig glen ashley stanley douglas carter mason
harrison cooper hunter taylor austin christian ivy holly violet ken don drew art lynn dale clay earl guy grant chase
miles wade cliff sage summer autumn skye blessing mercy precious destiny harmony melody daisy lily willow saffron
ebony solomon jo trinity charity patience prince brook brooke rich reed dolly jade crystal rocky sandy sunny star
angel duke major reading norman warren harper piper poppy bella rusty pip kit ward roman lance abu otis logan morgan
ellis riley marley)");
const Words particles = words_in(R"(
de del della der den van von la le da das di do dos du ten ter bin bint binti ibn abu al el ul ap ab ferch mac mc
nic ni ní ó o ua uí ui st af av zu san)");
// Words of the trade's papers that stand with a capital at the head of a sentence, a cell or a heading.
const Words ordinary = words_in(R"(
a about above absence absent abuse abused abusive accept acceptance accepted access accessible accident
accommodation according account accountability accountable accounts accurate achieve achieved achievement
acknowledge across acting actions active activities activity actual add added additional address adequate adherence
administration admission adolescent adolescents adopted adopter adopters adoption advance advice advise advisers
advisors advisory advocacy advocate advocates affected africa african after again against age aged agree agreed
agreement agreements aim aims alert alerts align aligned alignment allegation allegations allied allocate allocated
allocation allow alternative always am amber amend amended america among analyse analysed analysis annual annually
answer answers any anyone apart appendix applicable application applied apply appoint appointed appointment
appointments appraisal apprentice appropriate appropriately approval approve approved april are areas around arrange
arranged arrangement arrangements article as asia asian ask asked aspect assertive assess assessed assessing
assessments assessor assessors asset assets assist assistance assistant assistants assurances assure assured at
attached attachment attachments attend attendance attended attending attention audited audits august aunt authorise
authorised authorities autumn available average avoid aware awareness away baby back background balance barnardo
barnardos barrier barriers barrister base based baseline basic basis be because become bed been before began begin
behaviour behind being below benchmark benefit benefits bereavement best better between beyond big bill birth black
blank blue body book both boundaries boundary boyfriend brexit brief briefed briefing briefings briefs bring britain
british broad brother brothers brought bruising budget build building built bulletin bulletins burns but by cafcass
calendar call called calls campaign can cannabis cannot capacity capture captured card careful carefully carer
carers caretaker caribbean caring carried carry cascade cascaded caseload caseloads cases categories category
catholic cause causes caution central certain certificate chair chaired chairing chairman chairperson chairs
challenge challenged challenges change changed changes chapter check checked checklist checklists checks chief child
childhood children childrens chinese choice choose christian chronic chronologies chronology circulate circulated
city civil claim class classroom clear clearly clerk client clients close closed closer closing closure cocaine code
coercive coherent cohort collaboration collaborative collate collated collect collected collection college come
coming comment comments commission commissioned commissioner commissioners commit commitment committed common
communicate communicated communication communities compare compared competence competencies competency complaint
complaints complete completed completing completion complex complexity compliance compliant complicit complied
comply component comprehensive concern concerned concerning concerns conclude concluded conclusion conditions
conduct conducted conference conferences confidence confident confidential confidentiality confirm confirmed
confirming conflict congregation connected connection consent consider consideration considered consistency
consistent consistently consolidate constables constant construct consult consultant consultants consultation
consulted contact contacted contacts contain contained content context contextual continual continue continued
continues continuing continuous contract contractor contribute contributed contribution control controls convene
convened conversation conversations coordinate coordinated coordination copies copy core coroner coroners corporate
correct correction cost costs could councillor councillors counsel counselling counsellor counsellors count country
county couple course courses cousin cover coverage covered covid create created creation crimestoppers criminal
criteria critical cross cuckooing cultural culture curiosity curious current currently curriculum cycle dad daddy
dads daily dash dashboard data database date dated dates daughter daughters day days deal dealing dealt death deaths
debrief december decide decided decision decisions declaration deep defence defensible define defined definition
degree delay delayed delays delegated deliver delivered delivering delivery demand demonstrate demonstrated dentist
dentists department departments deputies describe described design designated designed desk despite detail detailed
details detect detectives determine determined develop developed developing developments device diagram did
difference different difficult difficulties direct directed direction directly directorate directors directory
disabilities disability disabled discharge disclosure disclosures discuss discussed discussing discussion
discussions disguised display disseminate disseminated dissemination distribute distributed diverse diversity do
doctors document documentation documented documents does doing domestic domestically done door doors double down
draft drafted draw drawn drive driven drivers drop due during duties duty each earlier early easily easy economy
education educational effect effective effectively effectiveness effort eight either electronic element elements
eligible else email emails embed embedded embedding emerge emergency emerging emotional emotionally emphasis
employed employee employees employer employment empower enable enabled enabling encompass encourage encouraged end
ended ending enforcement engage engaged engagement engaging england english enhance enhanced enough enquiries ensure
ensured ensures ensuring enter entered entire entitled entry environment environments equal equality equip equity
error escalate escalated escalating escalation especially establish established ethnic ethnicity ethos europe
european evaluate evaluated evaluation even evening event events ever every everybody everyone evidence evidenced
evident exact examination examine example examples excel except exception exceptions exclusion exclusions executive
executives exercise exist existing exit expand expect expectation expectations expected experience experienced
experiences expert experts explain explained explicit exploit exploited explore explored express extend extended
extent external extra eye fabricated face facebook facilitate facilitated facilitator facility fact factor factors
facts fail failed failing failure failures fair faith faltering familiar familiarise families family far fast father
fathers feature february feed feedback feel feeling feelings felt female few fgm field figure figures file filed
files fill final finalise finalised finally find finding findings finish first five fixed flag flagged flags flow
flowchart focus focused follow followed following follows for force forces form formal formally format formed former
forms formulate formulation forthcoming forum forums forward foster fostering found four fourth frame framework
frameworks free french frequency frequent frequently friday friend friends from front frontline fulfil full fully
function functions fund funded funding further future gain gained gang gangs gap gaps gather gathered gender general
generally generic genital german get girl girlfriend girls give given gives giving glossary go goal goals going good
google got govern governance government governors gp grade graded grading graduated grandad grandfather grandma
grandmother grandparent grandparents granny grant great greater green grooming ground group groups grow guarantee
guardian guardians guidance guide guideline guidelines guides had half hand handbook handling handover harm harmed
harmful has have having he head heads headteacher headteachers health healthy hear heard hearing held help helpful
her here heroin hidden high higher highlight highlighted highlights him hindu his historic historical history hold
holding holds holiday home homeless homelessness homes honest honour hospital hospitals host hour hours house
household households housing how however hub hubs human husband i idea ideas identification identified identifies
identify identifying identity if illness immediate immediately immunisation immunisations impact impacts implement
implementation implemented implementing implications important improve improved improvement improvements improving
in inappropriate incident incidents inclusion inclusive income incorporate incorporated increase increased
increasing independence independently index indian indicate indicated indicator indicators individual individuals
induction inebriated infant inform information informed initial initially initiative initiatives injuries injury
innovation input inquiries inquiry inside insight inspection inspections inspectors instagram instance instead
institution instruct instruction integrate integrating integration integrity intelligence intended intent intention
inter interactive interest interests interface interim internal international internet interpreter interpreters
intervene intervention interventions interview interviews intimate into introduce introduced introduction
investigate investigated involve involved involvement involving ireland irish is islamic issue issued issues it item
items its itself january jewish jigsaw job join joined jointly journey judge judgement judges judgment july june
just justice keep keeping kept key kind knowledge known label labels lac lack lado landlord landlords
language languages large last late later latest launch launched law lead leaders leadership leading leaflet leaflets
league learn learned learner learning learnt least leave leaving led left legal legislation length less lesson
lessons let letter letters level levels liaise liaison library licence life light like likely limit limited line
lines linked links liquid list listed listen listening lists literacy little live lived lives living load local
localities locality locally location log logged logic logs london long longer look looked looking low lower made
magistrate magistrates main maintain maintained maintaining major majority make makes making male manage managed
management managerial managing mandatory manual many map mappa mapped mapping maps marac maracs march mark marked
market mash master material materials maternal matrix matron matter matters maximum may mayor me meaning means meant
measure measured measures measuring mechanism mechanisms media medication medium meet meeting meetings meets member
memo memorandum memory men mental mentor message messages met method methodology methods microsoft mid midwives
might mild million mind minimum minor minute minutes missed missing mission mitigate mitigation mixed mobile model
models modern module modules monday monitor monitored monitoring monitors month monthly months more morning most
mother mothers move moved movement much multi multiagency multidisciplinary mum mummy mums muslim must
mutilation mutual name named names nan nana narrative nation nature near necessary need needed needle needs negative
neglect neglected neighbour neighbourhood neighbours neither network networks never new newsletter newsletters next
night nine no noise nominate nominated none nor normal north not note noted notes notice notification notifications
notified notify november now nspcc number numbers nurses obesity objective objectives obligation observation
observations observe observed obtain obtained occasion occupational occur october of off offence offences offender
offenders offer offered offers office offices official ofsted often old older on once one ongoing online only open
opened opening operate operated operating operational operations opinion opioid opportunities opportunity option
options or oral orange order orders organisation organisational organisations organise organised original other
others otherwise our out outcome outcomes outline outlined outlook output outputs outreach outside outstanding over
overall overarching overdose overdue oversee oversight overview own owner owners ownership pace pack package
packages packs paediatrician paediatricians page pages paid pakistani paper papers paperwork parent parental
parenting parents part participate participation particular particularly parties partner partnerships party pass
past paternal path pathways patient patients pattern patterns pause pay peer peers pending people per percentage
perform performing period periods permanent permission permit perpetrator perpetrators person personal personalised
personnel persons perspective perspectives pharmacist pharmacists phase phases phone physical picture piece pilot
piloted pilots place placed placement placements places planned planning plans platform play please plus point
points policies polish pool poor populated population position positive possible post posted poster posters posts
potential poverty power practical practices practitioners pre precautions pregnancy pregnant prem premature
preparation prepare prepared presence present presentation presentations presented press pressure prevent
preventative prevented prevention preventive previous previously pride prime print prior priorities prioritise
prioritised priority private pro proactive problem problems procedure procedures proceed proceedings process
processes procurement produce produced product professionals profile profiles profiling programmes progress
progressed progressing projects promote promoted promoting promotion prompt prompts proof proper proportion
proportionate proposal proposed protect protecting protective protocol protocols prove proven provide provided
providers providing provision provisions psychiatrist psychological psychologist publication publications publicise
publish published pupil pupils purple purpose purposes pursue put qualified qualify qualitative quantitative quarter
quarterly quarters query question questionnaire questions quick quickly quite quorum race radicalisation raise
raised raising range ranges rape rapid rare rate rated rather rating ratings ratio rationale re reach reached read
readiness reading ready real realise reason reasonable reasons receive received receiving recent recently recognise
recognised recognising recognition recommend recommendation recommendations recommended reconsider record recorded
recording recordings records recovery recruit recruited recruitment red reduce reduced reduction refer reference
references referral referrals referred refers refine reflect reflected reflecting reflection reflections reflective
reform refresh refreshed refresher refreshing refuge refuse regard regarding regardless regards regime region
regional regions register registered registers registrar registration regular regularly regulation regulations
regulatory reinforce reinforced reiterate reiterated relate related relating relation relationship relationships
relevant reliable religion remain remains remedial remind reminded reminder reminders remit remote remove removed
repeat repeated replace replaced replacement reported reporting reports represent representation representatives
represented request requested requests require required requirement requirements requires research reserve
resettlement residential residents resilience resilient resolution resolve resolved resource resources respect
respective respond responded responding responds response responses responsibilities responsibility responsible
responsive rest restorative restrict restructure result results retain retained return returned returning returns
revert reviewed reviewers reviewing reviews revise revised revision rich right rights rigorous rigour risks risky
robust robustly role roles roll rolled rolling rollout romanian room root rota rotation round route routes routine
routinely rule rules run runaway running safe safeguard safeguarded safeguards safely safer safety same sample
sampled samples sampling satisfaction satisfied saturday say scale scaling scan scenario schedule scheduled scheme
schemes scope score scored scores scoring scotland scottish screen screened screening scrutineer scrutineers
scrutinise scrutiny seal search season second secretary section sector sectors secure secured security see seek seen
select selected selection self send sense sensitive sensitivity sent sentence sentinel separate separately september
sequence sergeants series serious seriously serve served session sessions set sets setting settings seven several
severe severity sexual shadow shaken share shared sharing she sheet sheets shift short should show showed shown
shows sibling siblings side sight sign signed significant significantly signpost signposted signposting signs sikh
similar simple since single sister sisters sit site sites situation situations six size skill skilled skills
sleeping small snapchat so socially solicitor solicitors solution solutions some someone son sons soon source
sources space speak speaker speakers speaking special specialists specific specifically specification specified
spend spoke spot spring stable stage stages stakeholder stakeholders stand standard standing star start started
starting state stated statement statements states statistics status stay steer steering step stepfather stepmother
steps still stop storage store story strand strands strategies strategy stream streamline streams strengthen
strengthened strengthening strengths stress strict strong stronger structure structured structures student students
studies study style subject submission submit submitted subsequent substance succeed success successful such sudden
sufficient suggest suggested suicide suitable summaries summarise summary summer sunday superintendents supervise
supervised supervising supervision supervisors supervisory supply supported supporting supportive supports sure
survey surveys suspect suspected suspects sustain sustainability sustainable sustained symbol syndrome system
systemic systems table tables tackle tackling take taken takes taking talk target targeted targets task tasked tasks
taught teach teacher teachers teaching teams technical technique techniques technology teenage teenager telephone
tell template templates temporary ten tenant tenants tender term terms territorial test tested testing tests text
than thank that the their them theme themed themes then theory therapeutic therapist therapy there therefore these
they think third thirty this thorough those though thought three threshold thresholds through throughout thursday
thus ticket tier tiktok time timeframe timeline timelines timely times timescale timescales timetable title to today
toddler together tomorrow too took tool toolkit toolkits tools top topic topics total touch toward towards trace
track tracked tracker tracking traditional traffic trafficking train trained trainer trainers trainings trajectory
transfer transferred transfers transform transformed transition transitions translate transparency transparent
transport trauma travel treasurer treat treated treatment trend trends trial trigger triggers true trusted trusts
try tuesday turn twelve twice twin twins two type types typical ultimate unable unaccompanied unborn uncle unclear
under underage undergo understand understanding understands understood undertake undertaken undertaking undertook
unexplained unique unit units universal unknown unless unmet unstable until unusual up update updated updates
updating upon urgent usage use used useful user users uses using usual utilise vacancies vacancy valid validate
validated validation valuable value valued values variance variation varied variety various vary verbal verified
verify version versions very via vice victim victims video view viewed views violence violent virtual visible vision
visit visited visits visual vital voice voices voluntary volunteer volunteers vulnerabilities vulnerability
vulnerable wait waiting wales walk want warning was watch way ways we weapons web webinar webinars website websites
wednesday week weekend weekly weeks well wellbeing welsh went were what whatever whatsapp when where whereas whether
which while white who whole whom whose why wide widely wider wife will window winter wish wishes with withdrawn
within without witness witnesses woman wood wording words work worked workforces workload workloads workplace
workplan works workshops workstream workstreams world worth would write writing written wrong year yearly years
yellow yes yet you younger your yourself youths youtube zero zone)");
const Words also_surnames = words_in(R"(
park church hall ward law north west day lane young case cross bishop chief child court street bank banks close
field fields wood woods brook hill green brown black white grey gray king page read power price may rose long short
good small best moss stone ford frost snow winter marsh moor heath pope abbott butler cook baker carpenter carter
fisher gardner mason miller potter sawyer shepherd smith taylor walker weaver wright rice berry bush reed cotton
silver gold golden sharp swift wise noble gale love bird drake finch fox hart lamb lynch wolf cole coles house mills
wells waters brooks rivers bridges gates sheriff major parish head foot hand hands)");
const Words named_things = words_in(R"(
hospital house road street centre center school schools academy college trust ward clinic foundation inquiry enquiry
report review act lane avenue surgery park court hall lodge infirmary university law award model method practice
nursery unit police council borough partnership board nhs authority constabulary county city town village parish
district area region station library museum institute charity church mosque temple synagogue cathedral theatre
stadium farm close drive gardens terrace grove crescent square mews row rise way bridge valley bay beach estate
building buildings tower suite room wing home homes hub team teams service services group forum committee panel
programme project scheme framework approach tool toolkit profile pathway strategy plan policy system training course
standard standards principle principles scale index questionnaire assessment week day month limited ltd plc llp cic
society association federation union league club line helpline fund campaign primary secondary infant junior sixth
grammar comprehensive high magistrates crown probation prison hmp mp community memorial general royal teaching
medical health care dental pharmacy hotel arms inn cottage)");
const Words before_a_thing = words_in(R"(
operation project programme saint st the queen king prince princess lake mount port cape fort loch river castle hms
rmn exercise north south east west upper lower great little new old royal lord duke earl)");
const Words months = words_in(R"(
january february march april may june july august september october november december jan feb mar apr jun jul aug
sep oct nov dec sept)");

}  // namespace

bool is_title(std::string_view word) {
  return assurance::is_title(word) || strong_titles.contains(word) || more_titles.contains(word);
}
bool is_strong_title(std::string_view word) {
  return strong_titles.contains(word);
}
bool is_given_name(std::string_view word) {
  return assurance::is_given_name(word) || more_given.contains(word) || given_or_word.contains(word);
}
bool is_given_name_or_word(std::string_view word) {
  return given_or_word.contains(word);
}
bool is_particle(std::string_view word) {
  return particles.contains(word);
}
bool is_ordinary(std::string_view word) {
  return ordinary.contains(word) || months.contains(word) || assurance::is_of_the_trade(word);
}
bool is_also_a_surname(std::string_view word) {
  return also_surnames.contains(word);
}
bool is_named_thing(std::string_view word) {
  return named_things.contains(word);
}
bool is_before_a_thing(std::string_view word) {
  return before_a_thing.contains(word);
}
bool is_month(std::string_view word) {
  return months.contains(word);
}

}  // namespace candour::privacy
