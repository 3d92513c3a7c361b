#include "base/working_days.h"

#include <algorithm>
#include <array>

namespace candour {
namespace {

struct Day {
  int year;
  int month;
  int day;
};
Date date_of(const Day& day) {
  return *Date::from_calendar(day.year, day.month, day.day);
}

// What royal proclamations moved and added.
struct Moved {
  Day from;
  Day to;
};
constexpr std::array<Moved, 5> moved{{
    {{1995, 5, 1}, {1995, 5, 8}},   // fifty years after the war in Europe
    {{2002, 5, 27}, {2002, 6, 4}},  // Golden Jubilee
    {{2012, 5, 28}, {2012, 6, 4}},  // Diamond Jubilee
    {{2020, 5, 4}, {2020, 5, 8}},   // seventy-five years after the war in Europe
    {{2022, 5, 30}, {2022, 6, 2}},  // Platinum Jubilee
}};
constexpr std::array<Day, 8> added{{
    {1981, 7, 29},   // a royal wedding
    {1999, 12, 31},  // the end of the century
    {2002, 6, 3},    // Golden Jubilee
    {2011, 4, 29},   // a royal wedding
    {2012, 6, 5},    // Diamond Jubilee
    {2022, 6, 3},    // Platinum Jubilee
    {2022, 9, 19},   // a state funeral
    {2023, 5, 8},    // a coronation
}};

// Easter Sunday of the Gregorian calendar, after the anonymous algorithm of 1876.
Date easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int sum = h + l - 7 * m + 114;
  return date_of({year, sum / 31, sum % 31 + 1});
}

Date first_monday(int year, int month) {
  const Date first = date_of({year, month, 1});
  return first.plus_days((8 - first.weekday()) % 7);
}
Date last_monday(int year, int month) {
  const Date last = date_of({year, month, days_in_month(year, month)});
  return last.plus_days(1 - last.weekday());
}

bool is_weekend(Date day) {
  return day.weekday() >= 6;
}

}  // namespace

std::vector<Date> bank_holidays_in_england_and_wales(int year) {
  std::vector<Date> days;
  // Given on the next day that is neither at a weekend nor a holiday already.
  const auto add_or_next = [&](Date day) {
    while (is_weekend(day) || std::find(days.begin(), days.end(), day) != days.end()) day = day.plus_days(1);
    days.push_back(day);
  };
  add_or_next(date_of({year, 1, 1}));
  const Date sunday = easter(year);
  days.push_back(sunday.plus_days(-2));
  days.push_back(sunday.plus_days(1));
  days.push_back(first_monday(year, 5));
  days.push_back(last_monday(year, 5));
  days.push_back(last_monday(year, 8));
  // Boxing Day first where Christmas Day is a Sunday: it stands, and Christmas Day is given after it.
  const Date christmas = date_of({year, 12, 25}), boxing = date_of({year, 12, 26});
  if (christmas.weekday() == 7) {
    add_or_next(boxing);
    add_or_next(christmas);
  } else {
    add_or_next(christmas);
    add_or_next(boxing);
  }
  for (const Moved& each : moved)
    if (each.from.year == year) std::replace(days.begin(), days.end(), date_of(each.from), date_of(each.to));
  for (const Day& each : added)
    if (each.year == year) days.push_back(date_of(each));
  std::sort(days.begin(), days.end());
  return days;
}

bool is_working_day(Date day) {
  if (is_weekend(day)) return false;
  const std::vector<Date> holidays = bank_holidays_in_england_and_wales(day.year());
  return !std::binary_search(holidays.begin(), holidays.end(), day);
}

Date plus_working_days(Date from, std::uint32_t count) {
  Date day = from;
  std::vector<Date> holidays;
  int year = 0;
  while (count > 0) {
    day = day.plus_days(1);
    if (is_weekend(day)) continue;
    if (day.year() != year) holidays = bank_holidays_in_england_and_wales(year = day.year());
    if (!std::binary_search(holidays.begin(), holidays.end(), day)) --count;
  }
  return day;
}

}  // namespace candour
