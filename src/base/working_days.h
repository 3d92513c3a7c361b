#pragma once
// Days on which offices of England and Wales work: not Saturdays, Sundays and bank holidays. A deadline “within 20
// working days of receipt” counts from the day after. The holidays are those of the Banking and Financial Dealings Act
// 1971, schedule 1, with what royal proclamations have moved or added since, as https://www.gov.uk/bank-holidays lists
// them. Pure.

#include <cstdint>
#include <vector>

#include "base/date.h"

namespace candour {

// In order, of a year from 1978 on; a holiday that falls on a weekend stands on the day that is given instead. A
// proclamation to come is a line in the table of working_days.cpp.
std::vector<Date> bank_holidays_in_england_and_wales(int year);
bool is_working_day(Date day);
// The count-th working day after `from`; `from` itself for 0.
Date plus_working_days(Date from, std::uint32_t count);

}  // namespace candour
