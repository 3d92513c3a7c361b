#include "plan/dates.h"

#include <gtest/gtest.h>
#include <ostream>
#include <string>

namespace candour::plan {
namespace {

// "as written = kind from..to flags; …": one day is given once; flags are day-or-year, order, no-year.
std::string told(const std::vector<WrittenDate>& dates) {
  std::string out;
  for (const WrittenDate& date : dates) {
    if (!out.empty()) out += "; ";
    out += date.as_written + " = " + std::string(to_text(date.kind));
    if (date.days) {
      out += " " + date.days->from.iso();
      if (date.days->to != date.days->from) out += ".." + date.days->to.iso();
    }
    if (date.day_or_year_ambiguous) out += " day-or-year";
    if (date.order_ambiguous) out += " order";
    if (date.year_missing) out += " no-year";
  }
  return out;
}

struct Case {
  const char* text;
  const char* dates;
};

void expect(const std::vector<Case>& cases, const DateSetting& setting = {}) {
  for (const Case& c : cases) {
    const auto found = find_dates(c.text, setting);
    EXPECT_EQ(told(found), c.dates) << c.text;
    std::size_t end = 0;
    for (const WrittenDate& date : found) {
      EXPECT_GE(date.begin, end) << c.text;
      EXPECT_EQ(std::string_view(c.text).substr(date.begin, date.as_written.size()), date.as_written) << c.text;
      end = date.begin + date.as_written.size();
    }
  }
}

TEST(Dates, days_in_figures_are_read_day_first) {
  expect({
      {"31/10/14", "31/10/14 = day 2014-10-31"},
      {"31.10.14", "31.10.14 = day 2014-10-31"},
      {"31-10-14", "31-10-14 = day 2014-10-31"},
      {"31/12/2014", "31/12/2014 = day 2014-12-31"},
      {"31.12.2014", "31.12.2014 = day 2014-12-31"},
      {"30.1.15", "30.1.15 = day 2015-01-30"},
      {"24.3.15  14 members attended", "24.3.15 = day 2015-03-24"},
      {"2014-12-31", "2014-12-31 = day 2014-12-31"},
      {"2014/12/31", "2014/12/31 = day 2014-12-31"},
      {"2014-12-31T10:00:00Z", "2014-12-31 = day 2014-12-31"},
      {"31 / 10 / 14", "31 / 10 / 14 = day 2014-10-31"},
      {"31. 12. 2014", "31. 12. 2014 = day 2014-12-31"},
      {"31–10–14", "31–10–14 = day 2014-10-31"},
      {"15/06/98", "15/06/98 = day 1998-06-15"},
      {"15/06/69", "15/06/69 = day 2069-06-15"},
      {"30/09.2014", "30/09.2014 = day 2014-09-30"},
      {"Meeting (21/08/14) held", "21/08/14 = day 2014-08-21"},
      {"planned - 31/10/14. Lead invited", "31/10/14 = day 2014-10-31"},
      {"to staff 14.10.14.  Dissemination of learning 27.11.14  Workshop 31.10.14",
       "14.10.14 = day 2014-10-14; 27.11.14 = day 2014-11-27; 31.10.14 = day 2014-10-31"},
      {"18.11.14 and 24.3.15", "18.11.14 = day 2014-11-18; 24.3.15 = day 2015-03-24"},
      {"30/09/2014  31/12/14", "30/09/2014 = day 2014-09-30; 31/12/14 = day 2014-12-31"},
      {"30/09/2014\n31/12/14", "30/09/2014 = day 2014-09-30; 31/12/14 = day 2014-12-31"},
      {"12/31/2014", "12/31/2014 = day 2014-12-31"},
      {"12/31/14", "12/31/14 = day 2014-12-31"},
      {"29/02/2016", "29/02/2016 = day 2016-02-29"},
  });
}

TEST(Dates, figures_that_could_be_month_first_are_flagged) {
  expect({
      {"Report as at 07.01.2016", "07.01.2016 = day 2016-01-07 order"},
      {"01/11/2014 - Heads of service", "01/11/2014 = day 2014-11-01 order"},
      {"03.11.14 draft policy", "03.11.14 = day 2014-11-03 order"},
      {"11/11/14", "11/11/14 = day 2014-11-11"},
      {"13/11/14", "13/11/14 = day 2014-11-13"},
      {"2014-11-03", "2014-11-03 = day 2014-11-03"},
  });
}

TEST(Dates, a_day_that_does_not_exist_is_a_date_without_days) {
  expect({
      {"31 June 2015", "31 June 2015 = day"},
      {"30/02/15", "30/02/15 = day"},
      {"29 February 2015", "29 February 2015 = day"},
  });
}

TEST(Dates, days_in_words) {
  expect({
      {"18th March 2015", "18th March 2015 = day 2015-03-18"},
      {"18 March 2015", "18 March 2015 = day 2015-03-18"},
      {"18 Mar 15", "18 Mar 15 = day 2015-03-18"},
      {"18-Mar-15", "18-Mar-15 = day 2015-03-18"},
      {"18-Mar-2015", "18-Mar-2015 = day 2015-03-18"},
      {"18/Mar/2015", "18/Mar/2015 = day 2015-03-18"},
      {"18th March '15", "18th March '15 = day 2015-03-18"},
      {"18th March ’15", "18th March ’15 = day 2015-03-18"},
      {"18th of March, 2015", "18th of March, 2015 = day 2015-03-18"},
      {"the 1st of October 2014", "1st of October 2014 = day 2014-10-01"},
      {"Monday 3rd March 2015", "3rd March 2015 = day 2015-03-03"},
      {"18MARCH2015", "18MARCH2015 = day 2015-03-18"},
      {"18th march 2015", "18th march 2015 = day 2015-03-18"},
      {"March 18th, 2015", "March 18th, 2015 = day 2015-03-18"},
      {"March 18, 2015", "March 18, 2015 = day 2015-03-18"},
      {"March 18 2015", "March 18 2015 = day 2015-03-18"},
      {"16th\xC2\xA0June\xC2\xA0"
       "2015",
       "16th\xC2\xA0June\xC2\xA0"
       "2015 = day 2015-06-16"},
      {"18th March\n2015", "18th March\n2015 = day 2015-03-18"},
      {"16 June 2015 - Head of service offered", "16 June 2015 = day 2015-06-16"},
      {"18 November 2014 at 10.30", "18 November 2014 = day 2014-11-18"},
      {"14th October and 31st October 2014", "14th October = day 2014-10-14; 31st October 2014 = day 2014-10-31"},
      {"14 and 31 October 2014", "14 = day 2014-10-14; 31 October 2014 = day 2014-10-31"},
      {"14th, 15th and 31st October 2014",
       "14th = day 2014-10-14; 15th = day 2014-10-15; 31st October 2014 = day 2014-10-31"},
      {"19 th October – 23 rd October 2015", "19 th October – 23 rd October 2015 = range 2015-10-19..2015-10-23"},
      {"between March-April", "March-April = range no-year"},
      {"18th March", "18th March = day no-year"},
      {"18 March", "18 March = day no-year"},
      {"by March 18th", "March 18th = day no-year"},
      {"30 June: audit", "30 June = day no-year"},
  });
}

TEST(Dates, months_and_years) {
  expect({
      {"April 2015", "April 2015 = month-year 2015-04-01..2015-04-30"},
      {"april 2015", "april 2015 = month-year 2015-04-01..2015-04-30"},
      {"APRIL 2015", "APRIL 2015 = month-year 2015-04-01..2015-04-30"},
      {"April, 2015", "April, 2015 = month-year 2015-04-01..2015-04-30"},
      {"Apr. 2015", "Apr. 2015 = month-year 2015-04-01..2015-04-30"},
      {"April2015", "April2015 = month-year 2015-04-01..2015-04-30"},
      {"May 2015", "May 2015 = month-year 2015-05-01..2015-05-31"},
      {"policy may 2015", "may 2015 = month-year 2015-05-01..2015-05-31"},
      {"Febuary 2015", "Febuary 2015 = month-year 2015-02-01..2015-02-28"},
      {"Feb 2016", "Feb 2016 = month-year 2016-02-01..2016-02-29"},
      {"Sept'14", "Sept'14 = month-year 2014-09-01..2014-09-30"},
      {"Sept’14", "Sept’14 = month-year 2014-09-01..2014-09-30"},
      {"Jan' 16", "Jan' 16 = month-year 2016-01-01..2016-01-31"},
      {"March '15", "March '15 = month-year 2015-03-01..2015-03-31"},
      {"First wave completed Sept'14. Second wave to be completed by July 15 and third wave by Jan' 16.",
       "Sept'14 = month-year 2014-09-01..2014-09-30; July 15 = month-year 2015-07-01..2015-07-31 day-or-year; "
       "Jan' 16 = month-year 2016-01-01..2016-01-31"},
      {"06/2015", "06/2015 = month-year 2015-06-01..2015-06-30"},
      {"6/2015", "6/2015 = month-year 2015-06-01..2015-06-30"},
      {"2015-06", "2015-06 = month-year 2015-06-01..2015-06-30"},
      {"by 09/14", "09/14 = month-year 2014-09-01..2014-09-30"},
      {"Jun 2015 ongoing activity", "Jun 2015 = month-year 2015-06-01..2015-06-30"},
      {"(June and October 2014 and July 2015)",
       "June = month-year 2014-06-01..2014-06-30; October 2014 = month-year 2014-10-01..2014-10-31; "
       "July 2015 = month-year 2015-07-01..2015-07-31"},
      {"Jan and April 2015", "Jan = month-year 2015-01-01..2015-01-31; April 2015 = month-year 2015-04-01..2015-04-30"},
      {"November and January 2015",
       "November = month-year 2014-11-01..2014-11-30; January 2015 = month-year 2015-01-01..2015-01-31"},
      {"at forum in August 2014, Feb 2015 and June 2015.",
       "August 2014 = month-year 2014-08-01..2014-08-31; Feb 2015 = month-year 2015-02-01..2015-02-28; "
       "June 2015 = month-year 2015-06-01..2015-06-30"},
      {"SMT to attend Dec 2015.", "Dec 2015 = month-year 2015-12-01..2015-12-31"},
      {"October half term 2015", "October half term 2015 = month-year 2015-10-01..2015-10-31"},
  });
}

TEST(Dates, a_month_and_two_figures_are_read_as_the_year_and_flagged) {
  expect({
      {"Nov 14", "Nov 14 = month-year 2014-11-01..2014-11-30 day-or-year"},
      {"Nov 14 - Champions identified", "Nov 14 = month-year 2014-11-01..2014-11-30 day-or-year"},
      {"Nov 14. Some training", "Nov 14 = month-year 2014-11-01..2014-11-30 day-or-year"},
      {"Jun-15", "Jun-15 = month-year 2015-06-01..2015-06-30 day-or-year"},
      {"Sep-14", "Sep-14 = month-year 2014-09-01..2014-09-30 day-or-year"},
      {"Nov 14 & Audit March 15",
       "Nov 14 = month-year 2014-11-01..2014-11-30 day-or-year; March 15 = month-year 2015-03-01..2015-03-31 "
       "day-or-year"},
      {"audits Dec 14; Jan 15 & March 15 - Multi-agency",
       "Dec 14 = month-year 2014-12-01..2014-12-31 day-or-year; Jan 15 = month-year 2015-01-01..2015-01-31 "
       "day-or-year; "
       "March 15 = month-year 2015-03-01..2015-03-31 day-or-year"},
      {"Feb 30", "Feb 30 = month-year 2030-02-01..2030-02-28"},
      {"Nov 45", "Nov 45 = month-year 2045-11-01..2045-11-30"},
      {"Sept14", "Sept14 = month-year 2014-09-01..2014-09-30 day-or-year"},
  });
}

TEST(Dates, the_date_of_the_document_settles_day_or_year_where_the_year_would_be_far) {
  const DateSetting setting{Stands::in_prose, Date::from_calendar(2023, 6, 1)};
  expect(
      {
          {"Nov 14", "Nov 14 = day no-year"},
          {"Nov 23", "Nov 23 = month-year 2023-11-01..2023-11-30 day-or-year"},
          {"March 25", "March 25 = month-year 2025-03-01..2025-03-31 day-or-year"},
          {"March 31", "March 31 = day no-year"},
          {"Nov '14", "Nov '14 = month-year 2014-11-01..2014-11-30"},
          {"3.2.23 Meeting held", "3.2.23 = day 2023-02-03 order"},
          {"3.2.11 Meeting held", ""},
      },
      setting);
}

TEST(Dates, months_without_a_year) {
  expect({
      {"in June", "June = month-year no-year"},
      {"TTL in June Workshop", "June = month-year no-year"},
      {"Review yearly July", "yearly = words; July = month-year no-year"},
      {"Achieved. Review yearly July", "July = month-year no-year"},
      {"July - Safeguarding training", "July = month-year no-year"},
      {"Heads' briefing Sept. Forum", "Sept = month-year no-year"},
      {"meeting held in November indicates", "November = month-year no-year"},
      {"at the August forum", "August = month-year no-year"},
      {"by end of March", "end of March = month-year no-year"},
      {"by July and September", "July = month-year no-year; September = month-year no-year"},
      {"in May", "May = month-year no-year"},
  });
}

TEST(Dates, names_and_verbs_are_not_months) {
  expect({
      {"June Brown to lead", ""},
      {"April Jones", ""},
      {"Staff may attend the march", ""},
      {"May I ask", ""},
      {"Level 3 may be needed", ""},
      {"Marketing and decisions in section four", ""},
      {"the SEPT service", ""},
      {"Theresa May to confirm", ""},
      {"staff may 15 or more", ""},
      {"Jan Smith", ""},
      {"augment, decide, marches, mayor, janitor", ""},
  });
}

TEST(Dates, ranges) {
  expect({
      {"Oct - Dec 2014", "Oct - Dec 2014 = range 2014-10-01..2014-12-31"},
      {"Oct–Dec 2014", "Oct–Dec 2014 = range 2014-10-01..2014-12-31"},
      {"October to December 2014", "October to December 2014 = range 2014-10-01..2014-12-31"},
      {"Nov - Jan 2015", "Nov - Jan 2015 = range 2014-11-01..2015-01-31"},
      {"Feb 15 - April' 15", "Feb 15 - April' 15 = range 2015-02-01..2015-04-30"},
      {"Feb/March 15", "Feb/March 15 = range 2015-02-01..2015-03-31 day-or-year"},
      {"March 2015 - June 2015", "March 2015 - June 2015 = range 2015-03-01..2015-06-30"},
      {"March 2015 to June", "March 2015 to June = range 2015-03-01..2015-06-30"},
      {"14-16 October 2014", "14-16 October 2014 = range 2014-10-14..2014-10-16"},
      {"14th - 16th October 2014", "14th - 16th October 2014 = range 2014-10-14..2014-10-16"},
      {"31st October - 2nd November 2014", "31st October - 2nd November 2014 = range 2014-10-31..2014-11-02"},
      {"1 April 2015 – 31 March 2016", "1 April 2015 – 31 March 2016 = range 2015-04-01..2016-03-31"},
      {"30/09/14-31/12/14", "30/09/14-31/12/14 = range 2014-09-30..2014-12-31"},
      {"Dec 14, Feb 15 - April' 15.",
       "Dec 14 = month-year 2014-12-01..2014-12-31 day-or-year; Feb 15 - April' 15 = range 2015-02-01..2015-04-30"},
      {"w/c 3 March 2014", "w/c 3 March 2014 = range 2014-03-03..2014-03-09"},
      {"w/c 3 March", "w/c 3 March = range no-year"},
      {"week commencing Monday 3rd March 2014", "week commencing Monday 3rd March 2014 = range 2014-03-03..2014-03-09"},
      {"w/c 03/03/2014", "w/c 03/03/2014 = range 2014-03-03..2014-03-09"},
      {"w/e 7 March 2014", "w/e 7 March 2014 = range 2014-03-01..2014-03-07"},
      {"2015 - 2018", "2015 - 2018 = range 2015-01-01..2018-12-31"},
      {"July - September", "July - September = range no-year"},
      {"first half of 2015", "first half of 2015 = range 2015-01-01..2015-06-30"},
      {"moved from March 2015 to June 2015",
       "March 2015 = month-year 2015-03-01..2015-03-31; June 2015 = month-year 2015-06-01..2015-06-30"},
      {"31/12/14 - 30/09/14", "31/12/14 = day 2014-12-31; 30/09/14 = day 2014-09-30"},
  });
}

TEST(Dates, seasons_and_terms) {
  expect({
      {"summer term 2015", "summer term 2015 = season 2015-04-01..2015-07-31"},
      {"in Summer Term 2015.", "Summer Term 2015 = season 2015-04-01..2015-07-31"},
      {"autumn term 2015/16", "autumn term 2015/16 = season 2015-09-01..2015-12-31"},
      {"spring term 2015/16", "spring term 2015/16 = season 2016-01-01..2016-04-30"},
      {"Autumn 2015", "Autumn 2015 = season 2015-09-01..2015-11-30"},
      {"Summer '15", "Summer '15 = season 2015-06-01..2015-08-31"},
      {"Winter 2015", "Winter 2015 = season 2015-12-01..2016-02-29"},
      {"Winter 2015/16", "Winter 2015/16 = season 2015-12-01..2016-02-29"},
      {"spring/summer 2015", "spring/summer 2015 = season 2015-03-01..2015-08-31"},
      {"autumn and spring terms 2015/16", "autumn and spring terms 2015/16 = season 2015-09-01..2016-04-30"},
      {"end of the summer term 2015", "end of the summer term 2015 = season 2015-04-01..2015-07-31"},
      {"school governors (summer term).", "summer term = season no-year"},
      {"in the autumn", "autumn = season no-year"},
      {"by Christmas 2015", "Christmas 2015 = season 2015-12-25"},
      {"Easter 2015", "Easter 2015 = season 2015-04-05"},
      {"Spring House and the summer school", ""},
  });
}

TEST(Dates, quarters_are_those_of_the_financial_year) {
  expect({
      {"Q3 2015/16", "Q3 2015/16 = quarter 2015-10-01..2015-12-31"},
      {"Q4 2015-16", "Q4 2015-16 = quarter 2016-01-01..2016-03-31"},
      {"Q1 15/16", "Q1 15/16 = quarter 2015-04-01..2015-06-30"},
      {"Q3 2015", "Q3 2015 = quarter 2015-10-01..2015-12-31"},
      {"Qtr 2 2015/16", "Qtr 2 2015/16 = quarter 2015-07-01..2015-09-30"},
      {"Quarter 2 (2015/16)", "Quarter 2 (2015/16) = quarter 2015-07-01..2015-09-30"},
      {"2015/16 Q3", "2015/16 Q3 = quarter 2015-10-01..2015-12-31"},
      {"Q1-Q2 2015/16", "Q1-Q2 2015/16 = quarter 2015-04-01..2015-09-30"},
      {"third quarter of 2015/16", "third quarter of 2015/16 = quarter 2015-10-01..2015-12-31"},
      {"end of Q3 2015/16", "end of Q3 2015/16 = quarter 2015-10-01..2015-12-31"},
      {"by Q3", "Q3 = quarter no-year"},
      {"see Q3", ""},
      {"Q5 2015", ""},
  });
}

TEST(Dates, years) {
  expect({
      {"2015-16", "2015-16 = year 2015-04-01..2016-03-31"},
      {"2015/16", "2015/16 = year 2015-04-01..2016-03-31"},
      {"2015-2016", "2015-2016 = year 2015-04-01..2016-03-31"},
      {"2015–16", "2015–16 = year 2015-04-01..2016-03-31"},
      {"within 2015-16 safeguarding training", "2015-16 = year 2015-04-01..2016-03-31"},
      {"throughout 2014/15 and embed into audit cycle for 2015/16",
       "2014/15 = year 2014-04-01..2015-03-31; 2015/16 = year 2015-04-01..2016-03-31"},
      {"academic year 2015/16", "academic year 2015/16 = year 2015-09-01..2016-08-31"},
      {"financial year 2015/16", "financial year 2015/16 = year 2015-04-01..2016-03-31"},
      {"FY15/16", ""},
      {"FY 15/16", "15/16 = year 2015-04-01..2016-03-31"},
      {"by end of 2015", "end of 2015 = year 2015-01-01..2015-12-31"},
      {"In 2015, the team will", "2015 = year 2015-01-01..2015-12-31"},
      {"Team formed in 2013 and reviewed at the end of 2014.",
       "2013 = year 2013-01-01..2013-12-31; the end of 2014 = year 2014-01-01..2014-12-31"},
      {"subject to review end of 2014, early 2015 leading to",
       "end of 2014 = year 2014-01-01..2014-12-31; early 2015 = year 2015-01-01..2015-12-31"},
      {"2016", "2016 = year 2016-01-01..2016-12-31"},
      {"plan for 2016.", "2016 = year 2016-01-01..2016-12-31"},
      {"from 2015 onwards", "2015 = year 2015-01-01..2015-12-31"},
  });
}

TEST(Dates, words_of_nearness_belong_to_the_date) {
  expect({
      {"By end of June 2015", "end of June 2015 = month-year 2015-06-01..2015-06-30"},
      {"by the end of December 2014.", "the end of December 2014 = month-year 2014-12-01..2014-12-31"},
      {"end June 2015", "end June 2015 = month-year 2015-06-01..2015-06-30"},
      {"mid-March 2015", "mid-March 2015 = month-year 2015-03-01..2015-03-31"},
      {"early May 2015", "early May 2015 = month-year 2015-05-01..2015-05-31"},
      {"from May '15 onwards", "May '15 = month-year 2015-05-01..2015-05-31"},
      {"completion by March 2016  Presentation", "March 2016 = month-year 2016-03-01..2016-03-31"},
      {"beginning of September 2015", "beginning of September 2015 = month-year 2015-09-01..2015-09-30"},
  });
}

TEST(Dates, words_stand_for_a_date_in_a_column_of_dates) {
  const DateSetting column{Stands::in_date_column, std::nullopt};
  expect(
      {
          {"Ongoing", "Ongoing = words"},
          {"On-going", "On-going = words"},
          {"Immediate/ongoing", "Immediate = words; ongoing = words"},
          {"TBC", "TBC = words"},
          {"to be confirmed by the group", "to be confirmed = words"},
          {"ASAP", "ASAP = words"},
          {"within 3 months", "within 3 months = words"},
          {"within six weeks of publication", "within six weeks = words"},
          {"20 working days", "20 working days = words"},
          {"6 monthly", "6 monthly = words"},
          {"March '15 and ongoing", "March '15 = month-year 2015-03-01..2015-03-31; ongoing = words"},
          {"end of term", "end of term = words"},
          {"Quarterly from April 2015", "Quarterly = words; April 2015 = month-year 2015-04-01..2015-04-30"},
          {"31/10", "31/10 = day no-year"},
          {"Q3", "Q3 = quarter no-year"},
          {"24/7", ""},
          {"Head of Service", ""},
      },
      column);
  expect({
      {"Ongoing", "Ongoing = words"},
      {"March '15 and ongoing", "March '15 = month-year 2015-03-01..2015-03-31; ongoing = words"},
      {"Ongoing training is provided monthly", ""},
      {"Training is ongoing, next in June 2015", "June 2015 = month-year 2015-06-01..2015-06-30"},
  });
}

TEST(Dates, references_statutes_and_numbers_are_not_dates) {
  expect({
      {"3.17", ""},
      {"(Recommendations 2.2 and 4.1)", ""},
      {"paragraph 5.2.10 and 5.3.23", ""},
      {"Paragraphs 5.2.10, 5.2.11 and 6.1.12 say so", ""},
      {"section 1.2.14 of the policy", ""},
      {"version 2.1.15", ""},
      {"Date of this version: 21 July 2025", "21 July 2025 = day 2025-07-21"},
      {"v1.2.14", ""},
      {"Recommendation 1.2", ""},
      {"Children Act 2004", ""},
      {"the Sexual Offences Act 2003.", ""},
      {"the Children Act of 1989", ""},
      {"Working Together 2015", ""},
      {"Working Together to Safeguard Children (March 2015)", ""},
      {"Working Together to Safeguard Children, March 2015", ""},
      {"Keeping Children Safe in Education (September 2016)", ""},
      {"in line with intercollegiate document 2014 for staff", ""},
      {"missed appointments policy 2014", ""},
      {"protocol devised by the group (2012)", ""},
      {"in the 2004 Act", ""},
      {"in 2004 Regulations", ""},
      {"SI 2018/19", ""},
      {"SI 2007/462", ""},
      {"95% of staff, 12.5% and 2015%", ""},
      {"01375 652500", ""},
      {"0300 123 2014", ""},
      {"07700 900123", ""},
      {"020 7946 0018", ""},
      {"0300-123-2014", ""},
      {"S47 and s.47, Section 47", ""},
      {"Section 3 March", ""},
      {"10.30 to 12.30, 14:10, 9.30am", ""},
      {"24/7 cover, 50/50, 3/4 of staff, 10/12 cases", ""},
      {"ages 16-18 and 5-19 services, 0-19", ""},
      {"\xC2\xA3"
       "2015 and \xC2\xA3"
       "31.10.14",
       ""},
      {"case 2015-001234", ""},
      {"1.2.3.4 and 10.11.12.13", ""},
      {"questions 1, 2 and 3", ""},
      {"DfEE 200", ""},
      {"2015 children were seen", ""},
      {"level 3 and 121 with staff", ""},
      {"Nov 14:30", "Nov = month-year no-year"},
      {"https://example.org/2015/06/12345", ""},
      {"", ""},
      {"See 5.2.10a", ""},
      {"5.2.10 Health visitors record events", ""},
      {"- 5.1.15 The steering group", ""},
      {"February's committee", ""},
      {"Annex 3.1.15", ""},
  });
}

TEST(Dates, texts_of_a_log_give_each_of_its_dates) {
  expect({
      {"30.09.14 - To get update from lead on progress 03.11.14 draft available  26.01.15 - Policy now completed",
       "30.09.14 = day 2014-09-30; 03.11.14 = day 2014-11-03 order; 26.01.15 = day 2015-01-26"},
      {"Nov 14 - Champions identified. Training dates for Feb/March 15. March 2015 Supervisors attended.",
       "Nov 14 = month-year 2014-11-01..2014-11-30 day-or-year; Feb/March 15 = range 2015-02-01..2015-03-31 "
       "day-or-year; "
       "March 2015 = month-year 2015-03-01..2015-03-31"},
      {"discussed in all teams during Feb & March 15. Ongoing support",
       "Feb = month-year 2015-02-01..2015-02-28; March 15 = month-year 2015-03-01..2015-03-31 day-or-year"},
      {"Compare 2013/14 rates for 2014/15",
       "2013/14 = year 2013-04-01..2014-03-31; 2014/15 = year 2014-04-01..2015-03-31"},
      {"Meeting of 21/08/14; action 31/10/14", "21/08/14 = day 2014-08-21; 31/10/14 = day 2014-10-31"},
  });
}

TEST(Dates, kinds_have_the_words_of_the_contract) {
  for (const char* text : {"day", "month-year", "quarter", "season", "range", "year", "words"}) {
    const auto kind = date_reading_kind_from_text(text);
    ASSERT_TRUE(kind) << text;
    EXPECT_EQ(to_text(*kind), text);
  }
  EXPECT_FALSE(date_reading_kind_from_text("fortnight"));
}

// Twice the text may take twice the time, not four times; the factor leaves room for a busy machine.
TEST(Dates, hostile_text_takes_time_in_proportion_to_its_length) {
  for (const std::string& piece : {std::string("1"),
                                   std::string("1/"),
                                   std::string("1."),
                                   std::string("a"),
                                   std::string("1 and "),
                                   std::string("Jan and "),
                                   std::string("end of the "),
                                   std::string("mid-"),
                                   std::string("1-1/"),
                                   std::string("2015-"),
                                   std::string("Q1-"),
                                   std::string("ongoing "),
                                   std::string("(((("),
                                   std::string("'"),
                                   std::string("\xC2\xA0"),
                                   std::string("spring/"),
                                   std::string("14th, "),
                                   std::string("paragraph 1.2.13 and "),
                                   std::string("\xE2\x80\x93"),
                                   std::string("w/c ")}) {
    std::string text;
    while (text.size() < 800'000) text += piece;
    // A quadratic reading of this would not end within the test's time limit.
    EXPECT_LE(find_dates(text, {Stands::in_date_column, std::nullopt}).size(), text.size()) << piece;
  }
}

}  // namespace
}  // namespace candour::plan
